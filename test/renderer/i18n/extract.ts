import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

export interface Sentence {
  readonly text: string
  readonly file: string
}

/** Every file of the page that can hold sentences. */
export function listSources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts') && path.basename(name) !== 'zh.ts')
    .map((name) => path.join(folder, name))
}

/** The literal sentences given to `t` and `tn` in a file, and the titles of screens; a conditional gives both of its sides. */
export function extractSentences(file: string): Sentence[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found: Sentence[] = []
  const literals = (node: ts.Node | undefined): void => {
    if (!node) return
    if (ts.isStringLiteralLike(node)) found.push({ text: node.text, file })
    if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(literals)
    if (ts.isParenthesizedExpression(node)) literals(node.expression)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      if (node.expression.text === 't') literals(node.arguments[0])
      if (node.expression.text === 'tn') node.arguments.slice(1, 3).forEach(literals)
    }
    if (path.basename(file) === 'screens.ts' && ts.isPropertyAssignment(node) && node.name.getText() === 'title')
      literals(node.initializer)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}
