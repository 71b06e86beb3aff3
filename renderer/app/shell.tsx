import { Palette } from '../palette/palette.tsx'
import { announcement } from '../state/notices.ts'
import { ConnectionBar } from './connection-bar.tsx'
import { Dock } from './dock.tsx'
import { DropArea } from './drop.tsx'
import { currentScreen } from './navigate.ts'
import { Rail } from './rail.tsx'
import { StatusBar } from './status-bar.tsx'
import { TitleBar } from './title-bar.tsx'

export function Shell() {
  return (
    <div class="app" data-screen={currentScreen.value}>
      <TitleBar />
      <div class="app-bars">
        <ConnectionBar />
      </div>
      <Rail />
      <main class="shell-main">
        <Dock />
      </main>
      <StatusBar />
      <DropArea />
      <Palette />
      <div class="visually-hidden" role="status" aria-live="polite">
        {announcement.value}
      </div>
    </div>
  )
}
