import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { documentationPages } from './all-pages.ts'

/** `npm run docs`: writes the pages that come from definitions. */
const root = path.resolve(import.meta.dirname, '../..')
for (const [name, text] of Object.entries(documentationPages(root))) writeFileSync(path.join(root, 'docs', name), text)
