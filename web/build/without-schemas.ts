import { type ESTree, type Plugin, parseAst, Visitor } from 'vite'

/**
 * The browser asks and the node checks: of an endpoint a page needs method and path, and not the schemas of what goes in and
 * out – nor Zod, where only these schemas use it. Of what `endpoint({…})` is given, `params`, `query`, `body` and `output` are
 * left out but for the word `'file'`. Loading the model does nothing but make values, so each of them is marked as free of
 * effects, and the bundler drops those that nobody uses any more.
 */
export function withoutSchemas(): Plugin {
  return {
    name: 'without-schemas',
    apply: 'build',
    transform: {
      filter: { id: /[\\/]model[\\/]src[\\/][^?]*\.ts$/ },
      handler: code => ({ code: edited(code, editsOf(parseAst(code))), map: null }),
    },
  }
}

/** What is written in place of the characters from `start` to `end`. */
type Edit = readonly [start: number, end: number, text: string]

const schemas = new Set(['params', 'query', 'body', 'output'])

function editsOf(program: ESTree.Program): Edit[] {
  const edits: Edit[] = []
  for (const statement of program.body) {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    if (declared?.type !== 'VariableDeclaration') continue
    for (const { init } of declared.declarations)
      if (init?.type === 'CallExpression')
        edits.push([init.start, init.start, '/* @__PURE__ */ (() => '], [init.end, init.end, ')()'])
  }
  new Visitor({
    CallExpression({ callee, arguments: [given] }) {
      if (callee.type !== 'Identifier' || callee.name !== 'endpoint' || given?.type !== 'ObjectExpression')
        return
      for (const property of given.properties)
        if (property.type === 'Property' && isSchema(property))
          edits.push([property.value.start, property.value.end, 'undefined'])
    },
  }).visit(program)
  return edits.sort(([a], [b]) => a - b)
}

const isSchema = ({ key, value }: ESTree.ObjectProperty) =>
  key.type === 'Identifier' && schemas.has(key.name) && value.type !== 'Literal'

function edited(code: string, edits: readonly Edit[]): string {
  let at = 0
  let text = ''
  for (const [start, end, instead] of edits) {
    text += code.slice(at, start) + instead
    at = end
  }
  return text + code.slice(at)
}
