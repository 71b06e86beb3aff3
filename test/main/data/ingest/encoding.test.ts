import { describe, expect, it } from 'vitest'
import { collect, guessEncoding, namedEncoding, toUtf8, type Encoding } from '../../../../main/data/ingest/encoding.ts'

const latin = Buffer.from('1|Les Misérables|café\n2|Señor|naïve\n', 'latin1')
const gbk = Buffer.from('d3c3bba7,c9ccc6b7\n'.replace(/[^0-9a-f]/g, ''), 'hex')

async function decode(bytes: Uint8Array, encoding: Encoding, size = 1): Promise<string> {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
  return (await collect(toUtf8(chunks(), encoding))).toString('utf8')
}

describe('guessEncoding', () => {
  it('tells UTF-8, even when the sample ends within a character', () => {
    expect(guessEncoding(Buffer.from('a,好'))).toBe('utf-8')
    expect(guessEncoding(Buffer.from('a,好').subarray(0, 4))).toBe('utf-8')
  })
  it('tells UTF-16 with and without a byte-order mark', () => {
    expect(guessEncoding(Buffer.from('\ufeffuser,item', 'utf16le'))).toBe('utf-16le')
    expect(guessEncoding(Buffer.from('user,item\n1,2\n', 'utf16le'))).toBe('utf-16le')
    expect(guessEncoding(Buffer.from('user,item\n1,2\n', 'utf16le').swap16())).toBe('utf-16be')
  })
  it('tells accented Latin-1 from Chinese GBK', () => {
    expect(guessEncoding(latin)).toBe('latin-1')
    expect(guessEncoding(gbk)).toBe('gb18030')
  })
})

describe('toUtf8', () => {
  it('decodes every encoding byte by byte', async () => {
    expect(await decode(latin, 'latin-1')).toContain('Misérables')
    expect(await decode(gbk, 'gb18030')).toBe('用户商品')
    expect(await decode(Buffer.from('\ufeffä好', 'utf16le'), 'utf-16le')).toBe('ä好')
    expect(await decode(Buffer.from('\ufeffä好𝄞'), 'utf-8', 2)).toBe('ä好𝄞')
  })
  it('replaces bytes that mean nothing', async () => {
    expect(await decode(Uint8Array.of(65, 0xff, 66), 'utf-8', 3)).toBe('A\ufffdB')
  })
})

describe('namedEncoding', () => {
  it('knows the usual names', () => {
    expect(['UTF8', 'ISO-8859-1', 'gbk', 'utf-8'].map(namedEncoding)).toEqual(['utf-8', 'latin-1', 'gb18030', 'utf-8'])
  })
  it('refuses others with the list', () => {
    expect(() => namedEncoding('ebcdic')).toThrow('"ebcdic" is not an encoding')
  })
})
