import { ScreenHeader } from '../components/layout.tsx'
import { t } from '../i18n/t.ts'

export function Screen() {
  return <ScreenHeader title={t('Start')} />
}
