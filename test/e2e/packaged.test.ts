import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findElectronFolder, whyNoElectron } from '../helpers/electron.ts'
import { launchPackaged, type PackagedApp } from '../helpers/packaged.ts'
import { temporaryWorkspace, type TemporaryWorkspace } from '../helpers/workspace.ts'

const root = path.resolve(import.meta.dirname, '../..')
const run = promisify(execFile)
const missing = whyNoElectron()
const bin = (name: string) => path.join(root, 'node_modules/.bin', name)

describe.skipIf(missing)(`the packaged app${missing ? ` (${missing})` : ''}`, () => {
  let workspace: TemporaryWorkspace
  let output: TemporaryWorkspace
  let folder: string
  let app: PackagedApp

  beforeAll(async () => {
    workspace = await temporaryWorkspace()
    output = await temporaryWorkspace()
    folder = path.join(output.folder, 'linux-unpacked')
    const dist = findElectronFolder()!
    const version = (await readFile(path.join(dist, 'version'), 'utf8')).trim().replace(/^v/, '')
    const options = [`electronDist=${dist}`, `electronVersion=${version}`, 'npmRebuild=false']
    const flags = [...options, `directories.output=${output.folder}`].map((option) => `-c.${option}`)
    await run(bin('electron-builder'), ['--dir', ...flags], { cwd: root })
    app = await launchPackaged(folder, workspace.folder)
  }, 400_000)
  afterAll(async () => {
    await app?.quit()
    await workspace?.remove()
    await output?.remove()
  })

  it('opens its window from the archive, without Node in the page', async () => {
    await app.until(`document.querySelector('nav')`)
    expect(await app.evaluate('location.href')).toBe('app://recbench/')
    expect(await app.evaluate('typeof require + typeof process')).toBe('undefinedundefined')
  })

  it('compares the sample with the engine, the Node and the native packages that it carries', async () => {
    const compare = `[...document.querySelectorAll('button')].find((button) => !button.disabled && button.textContent.includes('Compare now'))`
    await app.until(`/66,867/.test(document.body.innerText)`, 60_000)
    await app.until(compare)
    await app.evaluate(`${compare}.click()`)
    await app.until(`/Done in/.test(document.body.innerText)`, 90_000)
    await app.until(`document.querySelector('[role=grid][aria-label=Leaderboard]')`)
  })

  it('has its fuses set: no Node mode, no Node options, no inspector, code only from the archive', async () => {
    const wire = await getCurrentFuseWire(path.join(folder, 'recbench'))
    const state = (option: FuseV1Options) => String.fromCharCode(wire[option]!)
    expect(state(FuseV1Options.RunAsNode)).toBe('0')
    expect(state(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe('0')
    expect(state(FuseV1Options.EnableNodeCliInspectArguments)).toBe('0')
    expect(state(FuseV1Options.OnlyLoadAppFromAsar)).toBe('1')
    expect(state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe('1')
  })
})
