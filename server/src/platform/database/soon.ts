/**
 * Asked of any statement (`returning …`), lets its transaction commit without waiting for the disk
 * (`synchronous_commit`). It is on the disk within a second, or as soon as a later transaction of anybody's is, for
 * PostgreSQL's log is written in order: so of a chain of commits only the last, after which something is seen or leaves
 * the node, has to wait.
 */
export const soonDurable = `set_config('synchronous_commit', 'off', true) as soon_durable`
