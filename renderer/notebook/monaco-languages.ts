import 'monaco-editor/languages/definitions/markdown/register.js'
import 'monaco-editor/languages/definitions/typescript/register.js'

export {
  ModuleKind,
  ModuleResolutionKind,
  ScriptTarget,
  typescriptDefaults,
} from 'monaco-editor/languages/features/typescript/register.js'
