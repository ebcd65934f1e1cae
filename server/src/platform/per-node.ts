import type { Node } from './node.ts'

/** Something a node makes once and keeps for its life, such as what it has discovered. A failure is not kept. */
export function perNode<T>(make: (node: Node) => Promise<T>): (node: Node) => Promise<T> {
  const made = new WeakMap<Node, Promise<T>>()
  return node => {
    const known = made.get(node)
    if (known) return known
    const making = make(node)
    made.set(node, making)
    making.catch(() => made.delete(node))
    return making
  }
}
