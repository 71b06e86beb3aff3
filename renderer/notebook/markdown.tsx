import DOMPurify from 'dompurify'
import { marked } from 'marked'
import { useMemo } from 'preact/hooks'
import { t } from '../i18n/t.ts'

/** Markdown is never trusted: it is sanitised whoever wrote it, links open nowhere, identifiers cannot shadow the page's own. */
export function Markdown({ source }: { readonly source: string }) {
  const html = useMemo(
    () =>
      DOMPurify.sanitize(marked.parse(source, { async: false, gfm: true }), {
        SANITIZE_NAMED_PROPS: true,
        FORBID_TAGS: ['style', 'form', 'input', 'iframe', 'video', 'audio', 'svg', 'math'],
        FORBID_ATTR: ['style', 'href', 'target', 'srcset'],
      }),
    [source],
  )
  if (source.trim() === '') return <p class="cell-empty">{t('Empty text cell')}</p>
  return <div class="cell-markdown" dangerouslySetInnerHTML={{ __html: html }} />
}
