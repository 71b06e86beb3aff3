import { describe, expect, it } from 'vitest'
import { describeLists, parseLists } from '../../../../main/host/jobs/read-lists.ts'

const names = { users: ['ann', 'b,ob'], items: ['1', '2', '3'] }
const read = (text: string) =>
  Object.fromEntries(
    [...parseLists(text, '/tmp/lists.csv', names).lists].map(([user, list]) => [user, Object.fromEntries(list)]),
  )

describe('parseLists', () => {
  it('reads scores, and ranks as descending scores', () => {
    expect(read('user,item,score\nann,1,0.5\nann,3,0.25\n')).toEqual({ 0: { 0: 0.5, 2: 0.25 } })
    expect(read('user,item,rank\nann,1,2\nann,3,1\n')).toEqual({ 0: { 2: -1, 0: -2 } })
  })

  it('finds its columns by name in any order, with tab, semicolon, quotes, byte order mark and Windows line ends', () => {
    expect(read('item\tscore\tuser\n2\t1\tann\n')).toEqual({ 0: { 1: 1 } })
    expect(read('\uFEFFUser;Item;Score\r\nann;2;1\r\n')).toEqual({ 0: { 1: 1 } })
    expect(read('user,item,score\n"b,ob",2,1\n')).toEqual({ 1: { 1: 1 } })
  })

  it('leaves out users and items that are not in the data', () => {
    expect(read('user,item,score\nann,1,1\neve,1,1\nann,9,1\n')).toEqual({ 0: { 0: 1 } })
  })

  it('lets a rank decide among equal scores', () => {
    expect(read('user,item,rank,score\nann,3,2,0.5\nann,1,1,0.5\nann,2,3,0.75\n')).toEqual({
      0: { 1: -1, 0: -2, 2: -3 },
    })
  })

  it('counts what it leaves out, and test users without a list', () => {
    const lists = parseLists('user,item,score\nann,1,1\neve,1,1\neve,9,1\nann,9,1\n', '/tmp/lists.csv', names)
    expect(lists).toMatchObject({ unknownUsers: 1, unknownItems: 1, linesLeftOut: 3 })
    expect(describeLists(lists, Int32Array.of(0, 1))).toEqual([
      '1 of 2 test users have no list and count as 0, unless a metric leaves them out.',
      '3 lines are left out: 1 users and 1 items that the data do not have.',
    ])
    expect(describeLists(parseLists('user,item,score\nann,1,1\n', 'a.csv', names), Int32Array.of(0))).toEqual([])
  })

  it('names the file and the line of what it cannot read', () => {
    expect(() => read('user,item\nann,1\n')).toThrow(/lists\.csv has no column score or rank/)
    expect(() => read('user,item,score\nann,1,1\nann,2,high\n')).toThrow(/Line 3 of lists\.csv/)
    expect(() => read('user,item,score\neve,9,1\n')).toThrow(/No line of lists\.csv/)
  })
})
