import { stripTypeScriptTypes } from 'node:module'
import { parse, type Expression, type Identifier, type Node, type Pattern, type Program } from 'acorn'
import { RecbenchError } from '../contract/errors.ts'

export interface Transpiled {
  /** An async arrow function as script text: positions are those of the cell, one line for one line. */
  readonly code: string
  readonly defines: readonly string[]
  readonly uses: readonly string[]
}

interface Edit {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** The function that stands for `import` in cells; the kernel defines it. */
export const importName = '__recbenchImport'

/**
 * Turns a TypeScript cell into a script that runs in the kernel's global scope: types are blanked out, top-level declarations become globals that later
 * cells see, imports become awaits, and the value of a last expression is returned.
 *
 * @throws RecbenchError `bad-input` with line and column for a cell that does not parse
 */
export function transpile(source: string): Transpiled {
  const plain = stripTypes(source)
  const program = parseCell(plain)
  const edits: Edit[] = []
  const defines: string[] = []
  const hoisted: string[] = []
  const last = program.body.at(-1)
  for (const statement of program.body) {
    const node =
      statement.type === 'ExportNamedDeclaration' && statement.declaration ? statement.declaration : statement
    if (node !== statement) edits.push({ from: statement.start, to: node.start, text: '' })
    switch (node.type) {
      case 'ImportDeclaration': {
        const names = node.specifiers.map(({ local }) => local.name)
        defines.push(...names)
        edits.push({ from: node.start, to: node.end, text: spellImport(node.source.value as string, node.specifiers) })
        break
      }
      case 'VariableDeclaration':
        defines.push(...node.declarations.flatMap(({ id }) => namesOf(id)))
        edits.push({ from: node.start, to: node.declarations[0]!.start, text: ';(' })
        for (const { id, init } of node.declarations)
          if (!init) edits.push({ from: id.end, to: id.end, text: ' = undefined' })
        edits.push({ from: node.declarations.at(-1)!.end, to: node.end, text: ');' })
        break
      case 'FunctionDeclaration':
        defines.push(node.id.name)
        hoisted.push(`globalThis.${node.id.name} = ${node.id.name};`)
        break
      case 'ClassDeclaration':
        defines.push(node.id.name)
        edits.push(
          { from: node.start, to: node.start, text: `;${node.id.name} = ` },
          { from: node.end, to: node.end, text: ';' },
        )
        break
      case 'ExpressionStatement':
        if (node === last) edits.push(...returnExpression(node.expression, node.end))
        break
    }
  }
  const free = new Set<string>()
  walk(program, (node, parent) => {
    if (node.type === 'ImportExpression')
      edits.push({ from: node.start, to: node.start + 'import'.length, text: importName })
    if (node.type === 'Identifier' && isReference(node as Identifier, parent)) free.add((node as Identifier).name)
  })
  return {
    code: `(async () => {${hoisted.join('')}${apply(plain, edits)}\n})()`,
    defines: [...new Set(defines)],
    uses: [...free].filter((name) => !defines.includes(name)),
  }
}

function stripTypes(source: string): string {
  try {
    return stripTypeScriptTypes(source)
  } catch (cause) {
    if (/enum|namespace|parameter propert/i.test((cause as Error).message))
      throw new RecbenchError(
        'bad-input',
        `The cell uses TypeScript that is more than types: ${(cause as Error).message}.`,
        { remedy: 'Write an object instead of an enum or a namespace.', cause },
      )
    return source
  }
}

function parseCell(plain: string): Program {
  try {
    return parse(plain, { ecmaVersion: 'latest', sourceType: 'module', allowAwaitOutsideFunction: true })
  } catch (cause) {
    const { loc } = cause as { loc?: { line: number; column: number } }
    const message = (cause as Error).message.replace(/ \(\d+:\d+\)$/, '')
    throw new RecbenchError('bad-input', `${message}.`, {
      ...(loc && { where: `line ${loc.line}, column ${loc.column + 1}` }),
      cause,
    })
  }
}

function spellImport(
  source: string,
  specifiers: readonly { type: string; local: Identifier; imported?: unknown }[],
): string {
  const module = `await ${importName}(${JSON.stringify(source)})`
  const namespace = specifiers.find(({ type }) => type === 'ImportNamespaceSpecifier')
  const named = specifiers
    .filter((specifier) => specifier !== namespace)
    .map(
      ({ type, local, imported }) =>
        `${type === 'ImportDefaultSpecifier' ? 'default' : nameOf(imported)}: ${local.name}`,
    )
  if (namespace)
    return `;${namespace.local.name} = ${module};${named.length ? `({ ${named.join(', ')} } = ${namespace.local.name});` : ''}`
  return named.length ? `;({ ${named.join(', ')} } = ${module});` : `;${module};`
}

const nameOf = (imported: unknown): string => {
  const { type, name, value } = imported as { type: string; name?: string; value?: string }
  return type === 'Literal' ? JSON.stringify(value) : name!
}

const returnExpression = (expression: Expression, end: number): Edit[] => [
  { from: expression.start, to: expression.start, text: ';return (' },
  { from: expression.end, to: end, text: ');' },
]

function namesOf(pattern: Pattern): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name]
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        namesOf(property.type === 'Property' ? property.value : property.argument),
      )
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? namesOf(element) : []))
    case 'AssignmentPattern':
      return namesOf(pattern.left)
    case 'RestElement':
      return namesOf(pattern.argument)
    default:
      return []
  }
}

function isReference(node: Identifier, parent: Node | undefined): boolean {
  const holder = parent as
    { type: string; computed?: boolean; property?: Node; key?: Node; value?: Node; shorthand?: boolean } | undefined
  if (holder?.type === 'MemberExpression' && holder.property === node) return holder.computed === true
  if ((holder?.type === 'Property' || holder?.type.endsWith('Definition')) && holder.key === node)
    return holder.computed === true || holder.shorthand === true
  return !holder?.type.startsWith('Import') && !holder?.type.startsWith('Export') && holder?.type !== 'LabeledStatement'
}

function walk(node: Node, visit: (node: Node, parent: Node | undefined) => void, parent?: Node): void {
  visit(node, parent)
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value])
      if (typeof child === 'object' && child !== null && typeof (child as Node).type === 'string')
        walk(child as Node, visit, node)
}

/** Edits do not overlap except at their ends; equal starts keep the order in which they were made. */
function apply(text: string, edits: readonly Edit[]): string {
  let result = ''
  let position = 0
  for (const { from, to, text: replacement } of [...edits].sort((a, b) => a.from - b.from || a.to - b.to)) {
    result += text.slice(position, from) + keepLines(text.slice(from, to), replacement)
    position = Math.max(position, to)
  }
  return result + text.slice(position)
}

const keepLines = (removed: string, replacement: string) =>
  replacement + '\n'.repeat((removed.match(/\n/g) ?? []).length - (replacement.match(/\n/g) ?? []).length)
