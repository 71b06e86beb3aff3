const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
const withoutBlanks = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u
const runs = /[\p{L}\p{N}]+/gu

/**
 * The words of a text in lower case, in order, without punctuation and single Latin letters. Chinese, Japanese and Thai are cut by the dictionaries of ICU
 * (`Intl.Segmenter`), other scripts at everything that is no letter or digit.
 */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase()
  const parts = withoutBlanks.test(plain)
    ? Array.from(segmenter.segment(plain)).flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []))
    : (plain.match(runs) ?? [])
  return parts.filter((word) => word.length > 1 || !/[a-z]/.test(word))
}
