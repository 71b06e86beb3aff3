import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { JournalWriter, readJournal } from '../../../main/runs/journal.ts'

const file = () => path.join(mkdtempSync(path.join(tmpdir(), 'recbench-journal-')), 'events.jsonl')
const log = (text: string) => ({ type: 'log', level: 'info', model: null, text }) as const

function write(name: string, ...texts: string[]) {
  const journal = new JournalWriter(name)
  for (const text of texts) journal.append(log(text))
  journal.close()
}

describe('journal', () => {
  it('reads back what was appended, numbered from 1', () => {
    const name = file()
    write(name, 'one', 'two')
    expect(readJournal(name).events).toMatchObject([
      { sequence: 1, text: 'one' },
      { sequence: 2, text: 'two' },
    ])
  })

  it('is JSON lines that any tool can read', () => {
    const name = file()
    write(name, 'a "quoted" text, with ,"crc": inside')
    const [line] = readFileSync(name, 'utf8').trim().split('\n')
    expect(JSON.parse(line!)).toMatchObject({ text: 'a "quoted" text, with ,"crc": inside' })
    expect(readJournal(name).events).toHaveLength(1)
  })

  it('ignores a last line that was cut, says so, and goes on after the whole ones', () => {
    const name = file()
    write(name, 'one', 'two')
    appendFileSync(name, '{"sequence":3,"at":1,"type":"lo')
    expect(readJournal(name)).toMatchObject({ events: { length: 2 }, lastLineCut: true, damagedLines: 0 })
    write(name, 'three')
    expect(readJournal(name)).toMatchObject({ events: { length: 3 }, lastLineCut: false })
    expect(readJournal(name).events.at(-1)?.sequence).toBe(3)
  })

  it('counts lines whose content does not match their checksum, and keeps the others', () => {
    const name = file()
    write(name, 'one', 'two', 'three')
    writeFileSync(name, readFileSync(name, 'utf8').replace('"two"', '"TWO"'))
    const content = readJournal(name)
    expect(content.damagedLines).toBe(1)
    expect(content.events.map((event) => event.sequence)).toEqual([1, 3])
  })

  it('is empty when there is no file', () => {
    expect(readJournal(file())).toEqual({ events: [], damagedLines: 0, lastLineCut: false, bytes: 0 })
  })

  it('survives a cut at every byte: whole lines stay, nothing throws', () => {
    const name = file()
    write(name, 'ein Ü', '二', 'three')
    const bytes = readFileSync(name)
    for (let length = 0; length < bytes.length; length++) {
      writeFileSync(name, bytes.subarray(0, length))
      const whole = bytes.subarray(0, length).toString('utf8').split('\n').length - 1
      expect(readJournal(name).events).toHaveLength(whole)
    }
  })
})
