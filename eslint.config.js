import path from 'node:path'
import js from '@eslint/js'
import tseslint from 'typescript-eslint'

/** The architecture: a layer (folder below main/, or renderer, experiments) and the layers it may import. No exemptions. */
const mayImport = {
  contract: [],
  math: ['contract'],
  kernels: ['contract', 'math'],
  data: ['contract', 'math', 'kernels'],
  figures: ['contract', 'math'],
  recommenders: ['contract', 'math', 'kernels', 'data'],
  evaluation: ['contract', 'math', 'kernels', 'data', 'recommenders'],
  verification: ['contract', 'math', 'kernels', 'data', 'recommenders', 'evaluation'],
  documentation: ['contract', 'recommenders', 'evaluation', 'verification'],
  runs: ['contract', 'data'],
  reports: ['contract', 'figures', 'runs'],
  notebook: ['contract'],
  host: ['contract', 'math', 'kernels', 'data', 'figures', 'recommenders', 'evaluation', 'runs', 'reports', 'notebook'],
  api: ['contract', 'math', 'figures', 'host'],
  index: ['contract', 'api'],
  electron: ['contract', 'host'],
  server: ['contract', 'host'],
  cli: ['contract', 'host', 'server'],
  start: ['contract', 'host', 'server'],
  renderer: ['contract', 'figures'],
}

/** Single files that are allowed one more layer than their folder. */
const mayAlsoImport = { 'main/notebook/kernel-process.ts': ['index'] }

/** Heavy packages and the folders that own them. */
const ownedBy = {
  electron: ['main/electron'],
  '@duckdb/': ['main/data'],
  '@tensorflow/': ['main/kernels/tensorflow', 'main/recommenders/deep'],
  webgpu: ['main/kernels/tensorflow'],
  'danfojs-node': ['main/notebook'],
  acorn: ['main/notebook'],
  ws: ['main/server'],
  yaml: ['main/runs'],
  preact: ['renderer'],
  '@preact/': ['renderer'],
  'dockview-core': ['renderer'],
  'monaco-editor': ['renderer'],
  'plotly.js': ['renderer'],
  'lucide-preact': ['renderer'],
}

const root = import.meta.dirname
const relative = (file) => path.relative(root, file).split(path.sep).join('/')

function layerOf(file) {
  if (file === 'main/index.ts') return 'index'
  if (/^main\/start\.[jt]s$/.test(file)) return 'start'
  const [top, second] = file.split('/')
  if (top === 'main') return second
  return top === 'renderer' ? 'renderer' : undefined
}

const layers = {
  meta: { type: 'problem', docs: { description: 'Imports follow the layer map and the package owners.' }, schema: [] },
  create(context) {
    const file = relative(context.filename)
    const layer = layerOf(file)
    function check(node, specifier) {
      if (!layer || typeof specifier !== 'string') return
      if (specifier.startsWith('.')) {
        const target = layerOf(relative(path.resolve(path.dirname(context.filename), specifier)))
        const allowed = [layer, ...(mayImport[layer] ?? []), ...(mayAlsoImport[file] ?? [])]
        if (!allowed.includes(target))
          context.report({
            node,
            message: `${layer} may import ${allowed.slice(1).join(', ') || 'nothing of ours'}, not ${target}.`,
          })
        return
      }
      for (const [name, owners] of Object.entries(ownedBy)) {
        const matches = specifier === name || specifier.startsWith(name.endsWith('/') ? name : `${name}/`)
        if (matches && !owners.some((owner) => file.startsWith(`${owner}/`)))
          context.report({
            node,
            message: `${specifier} belongs to ${owners.join(', ')}; use what that folder exports.`,
          })
      }
    }
    return {
      ImportDeclaration: (node) => check(node, node.source.value),
      ExportNamedDeclaration: (node) => node.source && check(node, node.source.value),
      ExportAllDeclaration: (node) => check(node, node.source.value),
      ImportExpression: (node) => check(node, node.source.value),
    }
  },
}

export default tseslint.config(
  { ignores: ['dist', 'out', 'node_modules', 'docs', '.tfjs-native', '.bench', 'main/kernels/assembly'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    plugins: { recbench: { rules: { layers } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'recbench/layers': 'error',
      'max-lines': ['error', { max: 400 }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
        { selector: 'ThrowStatement > Literal', message: 'Throw an Error, never a string.' },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'prefer-const': 'error',
      eqeqeq: 'error',
      'no-undef': 'off',
    },
  },
  { files: ['*.config.{js,ts}', 'test/helpers/*-config.ts'], rules: { 'no-restricted-syntax': 'off' } },
)
