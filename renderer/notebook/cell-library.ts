const importStatement = /^[ \t]*import\s+(?:type\s+)?([\s\S]*?)\s+from\s+(['"])([^'"]+)\2[ \t]*;?/gm

/**
 * The editor sees every cell as a script, so that a cell's declarations are global, as in the kernel. A cell with imports is a module to TypeScript and hides
 * its names; this gives the same text as declarations that other cells can see, or nothing for a cell without imports.
 */
export function globalsOf(source: string): string {
  let found = false
  const text = source.replace(importStatement, (_statement, clause: string, _quote, module: string) => {
    found = true
    return declareImports(clause, module)
  })
  return found ? text.replace(/^[ \t]*export\s+/gm, '') : ''
}

function declareImports(clause: string, module: string): string {
  const from = `import('${module}')`
  const named = /\{([\s\S]*)\}/.exec(clause)?.[1] ?? ''
  const namespace = /\*\s+as\s+([\w$]+)/.exec(clause)?.[1]
  const initial = /^([\w$]+)/.exec(clause.trim())?.[1]
  const names = named
    .split(',')
    .map((part) => part.trim().replace(/^type\s+/, ''))
    .filter(Boolean)
    .map((part) => part.split(/\s+as\s+/) as [string, string?])
  return [
    ...(initial ? [`declare const ${initial}: typeof ${from}.default;`] : []),
    ...(namespace ? [`declare const ${namespace}: typeof ${from};`] : []),
    ...names.map(([name, local]) => `declare const ${local ?? name}: typeof ${from}.${name};`),
  ].join(' ')
}
