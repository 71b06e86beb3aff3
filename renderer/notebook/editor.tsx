import type * as Api from 'monaco-editor/editor/editor.api.js'
import { useEffect, useRef } from 'preact/hooks'
import { t } from '../i18n/t.ts'
import { report } from '../state/notices.ts'
import { globalsOf } from './cell-library.ts'
import { setEditorTheme } from './editor-theme.ts'
import { loadMonaco } from './monaco.ts'

interface EditorProps {
  /** Unique in the window: names the model, so that cells see one another. */
  readonly name: string
  readonly language: 'typescript' | 'markdown'
  readonly value: string
  /** The source as it is now; `value` may be older by the time it is drawn. */
  readonly read: () => string
  readonly focused: boolean
  readonly place: number
  readonly onInput: (value: string) => void
  readonly onFocus: () => void
  readonly onKey: (event: KeyboardEvent) => boolean
}

const lineHeight = 19

/** A cell's editor, as high as its text. The text is there before Monaco is. */
export function Editor({ name, language, value, read, focused, place, onInput, onFocus, onKey }: EditorProps) {
  const frame = useRef<HTMLDivElement>(null)
  const editor = useRef<Api.editor.IStandaloneCodeEditor | null>(null)
  const latest = useRef({ value, read, focused, onInput, onFocus, onKey })
  latest.current = { value, read, focused, onInput, onFocus, onKey }

  useEffect(() => {
    let disposed = false
    const ends: (() => void)[] = []
    loadMonaco()
      .then(({ monaco, setLibrary }) => {
        if (disposed || !frame.current) return
        setEditorTheme(monaco)
        const address = monaco.Uri.parse(`file:///cells/${name}.${language === 'typescript' ? 'ts' : 'md'}`)
        monaco.editor.getModel(address)?.dispose()
        const model = monaco.editor.createModel(latest.current.read(), language, address)
        frame.current.replaceChildren()
        const created = monaco.editor.create(frame.current, {
          model,
          ...options,
          ariaLabel: t('Cell {place}', { place }),
        })
        editor.current = created
        const fit = () => {
          if (!frame.current) return
          const height = Math.max(lineHeight, created.getContentHeight())
          frame.current.style.height = `${height}px`
          created.layout({ width: frame.current.clientWidth, height })
        }
        const share = () => language === 'typescript' && setLibrary(`${name}.globals.ts`, globalsOf(model.getValue()))
        const observer = new ResizeObserver(fit)
        observer.observe(frame.current)
        fit()
        share()
        created.onDidContentSizeChange(fit)
        created.onDidFocusEditorText(() => latest.current.onFocus())
        created.onDidBlurEditorText(share)
        created.onDidChangeModelContent(() => {
          if (model.getValue() !== latest.current.read()) latest.current.onInput(model.getValue())
        })
        created.onKeyDown((event) => {
          const suggesting = frame.current?.querySelector('.suggest-widget.visible')
          if (suggesting && event.browserEvent.key === 'Escape') return
          if (latest.current.onKey(event.browserEvent)) {
            event.preventDefault()
            event.stopPropagation()
          }
        })
        if (latest.current.focused) created.focus()
        ends.push(
          () => observer.disconnect(),
          () => created.dispose(),
          () => model.dispose(),
          () => setLibrary(`${name}.globals.ts`, ''),
        )
      })
      .catch(report)
    return () => {
      disposed = true
      editor.current = null
      for (const end of ends) end()
    }
  }, [name, language])

  useEffect(() => {
    const model = editor.current?.getModel()
    const now = latest.current.read()
    if (model && model.getValue() !== now) model.setValue(now)
  }, [value])
  useEffect(() => {
    if (focused) editor.current?.focus()
    else if (editor.current?.hasTextFocus()) (document.activeElement as HTMLElement | null)?.blur()
  }, [focused])

  return (
    <div
      ref={frame}
      class="cell-editor"
      style={{ minHeight: `${Math.max(1, value.split('\n').length) * lineHeight}px` }}
    >
      <pre class="cell-source">{value}</pre>
    </div>
  )
}

const options: Api.editor.IStandaloneEditorConstructionOptions = {
  fontFamily: 'var(--font-mono)',
  fontSize: 12.5,
  lineHeight,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  scrollbar: { vertical: 'hidden', alwaysConsumeMouseWheel: false, horizontalScrollbarSize: 8 },
  overviewRulerLanes: 0,
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 8,
  glyphMargin: false,
  folding: false,
  renderLineHighlight: 'none',
  wordWrap: 'on',
  fixedOverflowWidgets: true,
  tabSize: 2,
  automaticLayout: false,
  contextmenu: true,
  'semanticHighlighting.enabled': true,
}
