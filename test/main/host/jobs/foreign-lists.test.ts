import { describe, expect, it } from 'vitest'
import { parseLists } from '../../../../main/host/jobs/foreign-lists.ts'

const names = { users: ['ann', 'b,ob'], items: ['1', '2', '3'] }
const read = (text: string) =>
  Object.fromEntries(
    [...parseLists(text, '/tmp/lists.csv', names)].map(([user, list]) => [user, Object.fromEntries(list)]),
  )

describe('parseLists', () => {
  it('reads scores, and ranks as descending scores', () => {
    expect(read('user,item,score\nann,1,0.5\nann,3,0.25\n')).toEqual({ 0: { 0: 0.5, 2: 0.25 } })
    expect(read('user,item,rank\nann,1,2\nann,3,1\n')).toEqual({ 0: { 0: -2, 2: -1 } })
  })

  it('finds its columns by name in any order, with tab, semicolon, quotes, byte order mark and Windows line ends', () => {
    expect(read('item\tscore\tuser\n2\t1\tann\n')).toEqual({ 0: { 1: 1 } })
    expect(read('\uFEFFUser;Item;Score\r\nann;2;1\r\n')).toEqual({ 0: { 1: 1 } })
    expect(read('user,item,score\n"b,ob",2,1\n')).toEqual({ 1: { 1: 1 } })
  })

  it('leaves out users and items that are not in the data', () => {
    expect(read('user,item,score\nann,1,1\neve,1,1\nann,9,1\n')).toEqual({ 0: { 0: 1 } })
  })

  it('names the file and the line of what it cannot read', () => {
    expect(() => read('user,item\nann,1\n')).toThrow(/lists\.csv has no columns user, item and score or rank/)
    expect(() => read('user,item,score\nann,1,1\nann,2,high\n')).toThrow(/Line 3 of lists\.csv/)
    expect(() => read('user,item,score\neve,9,1\n')).toThrow(/No line of lists\.csv/)
  })
})
