import { useEffect, useState } from 'preact/hooks'
import type { ScreenProps } from '../app/screens.ts'
import { call } from '../client/client.ts'
import { toErrorReport, type ErrorReport } from '../../main/contract/errors.ts'
import { ErrorNotice } from '../components/notice.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { t } from '../i18n/t.ts'
import { NotebookList } from './notebook-list.tsx'
import { NotebookView } from './notebook-view.tsx'
import { openNotebook, type Notebook } from './notebook.ts'
import './notebook.css'

/** A notebook, or the list of notebooks when none was named. */
export function Screen({ parameters, tab }: ScreenProps) {
  const path = parameters['path']
  const isList = typeof path !== 'string'
  useEffect(() => {
    if (isList) tab.setTitle(t('Notebook'))
  }, [isList])
  if (typeof path !== 'string') return <NotebookList onOpen={(chosen) => tab.setParameters({ path: chosen })} />
  return <OpenNotebook key={path} path={path} tab={tab} />
}

function OpenNotebook({ path, tab }: { readonly path: string; readonly tab: ScreenProps['tab'] }) {
  const [notebook, setNotebook] = useState<Notebook>()
  const [error, setError] = useState<ErrorReport>()
  useEffect(() => {
    let opened: Notebook | undefined
    let left = false
    call('notebook/open', { path }).then(
      (file) => {
        if (left) return
        opened = openNotebook(file.path, file.document, file.trusted, file.modifiedAt)
        tab.setTitle(file.path.split(/[/\\]/).at(-1)!)
        setNotebook(opened)
      },
      (reason: unknown) => !left && setError(toErrorReport(reason)),
    )
    return () => {
      left = true
      opened?.close()
    }
  }, [path])
  if (error) return <ErrorNotice error={error} />
  return notebook ? <NotebookView notebook={notebook} /> : <Skeleton />
}
