import { describe, expect, it } from 'vitest'
import { matchesKeys } from '../../../renderer/app/keyboard.ts'

const press = (key: string, more: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
})

describe('keys of commands', () => {
  it('match whole combinations only', () => {
    expect(matchesKeys(press('P', { ctrlKey: true, shiftKey: true }), 'Ctrl+Shift+P', false)).toBe(true)
    expect(matchesKeys(press('p', { ctrlKey: true }), 'Ctrl+Shift+P', false)).toBe(false)
    expect(matchesKeys(press('F1'), 'F1', false)).toBe(true)
    expect(matchesKeys(press('1', { ctrlKey: true, altKey: true }), 'Ctrl+1', false)).toBe(false)
  })

  it('take Cmd for Ctrl on a Mac', () => {
    expect(matchesKeys(press('k', { metaKey: true }), 'Ctrl+K', true)).toBe(true)
    expect(matchesKeys(press('k', { ctrlKey: true }), 'Ctrl+K', true)).toBe(false)
  })
})
