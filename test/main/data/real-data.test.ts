import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openService, sharedData, task } from './open-service.ts'

const absent = !existsSync(sharedData)
const reason = 'real data beside the repository'
const at = (file: string) => path.join(sharedData, file)

/** File, accepted rows, users, items, rejected rows: as counted in the data's own notes. */
const logs: readonly (readonly [string, number, number, number, number?])[] = [
  ['ml-100k/u.data', 100_000, 943, 1682],
  ['ml-100k-recbole/ml-100k.inter', 100_000, 943, 1682],
  ['ml-latest-small/ratings.csv.gz', 100_004, 671, 9066],
  ['ml-1m/ratings.user-movie-only.parquet', 1_000_209, 6040, 3706],
  ['jester5k/jester5k.csv.gz', 363_209, 5000, 100],
  ['coat/train.ascii.gz', 6960, 290, 300],
  ['coat/user.txt', 6960, 290, 300],
  ['restaurant-uci/rating_final.csv', 1161, 138, 130],
  ['ncf-ml-1m/ml-1m.test.rating.gz', 6040, 6040, 1921],
  ['ncf-ml-1m/ml-1m.train.pairs.tsv.gz', 994_169, 6040, 3704],
  ['gowalla/train.txt.gz', 810_128, 29_858, 40_981],
  ['douban-fpsr/douban.inter.gz', 792_062, 13_024, 22_347],
  ['lastfm-hetrec/user_artists.dat.gz', 92_834, 1892, 17_632],
  ['lastfm-hetrec/data1.txt.gz', 42_135, 1878, 4476],
  ['seq-sasrec-video/Video.txt.gz', 287_107, 31_013, 23_715],
  ['seq-s3rec/Toys_and_Games.txt.gz', 167_597, 19_412, 11_924],
  ['seq-s3rec/LastFM.txt.gz', 52_551, 1090, 3646],
  ['ml-1m-ultragcn/test.txt.gz', 99_455, 6022, 3021],
  ['obd-women/random/women.csv.gz', 10_000, 205, 46],
  ['obd-women/bts/women.csv.gz', 10_000, 212, 46],
  ['online-retail/online_retail.csv.gz', 406_829, 4372, 3684, 135_080],
  ['jdata-gbk/JData_Action_201602.csv.gz', 29_999, 1030, 1828],
  ['rees46-sample/2019-Oct-sample.csv', 1000, 330, 534],
  ['diginetica/sample_train-item-views.csv', 12_391, 2986, 7139],
  ['diginetica/train-purchases.csv.gz', 18_025, 12_630, 11_244],
  ['amazon-musical-instruments/Musical_Instruments.json.gz', 10_261, 1429, 900],
  ['msweb/anonymous-msweb.data.gz', 98_654, 32_711, 285],
  ['dirty/BX-Book-Ratings_cr_triple_quotes.csv.gz', 9000, 727, 8520, 899_731],
  ['dirty/online_retail_cr_line_endings.csv.gz', 10_329, 425, 1844, 4266],
  ['dirty/online_retail_truncated.parquet', 172_782, 2974, 3282, 67_225],
]

describe.skipIf(absent)(`an import of ${reason}`, () => {
  it('loads every log with the counts its notes give', { timeout: 240_000 }, async () => {
    const { service } = await openService()
    for (const [file, accepted, users, items, rejected = 0] of logs) {
      const summary = await service.import({ file: at(file), options: {} }, task)
      const { accepted: a, users: u, items: i, rejected: r } = summary
      expect([file, a, u, i, r]).toEqual([file, accepted, users, items, rejected])
    }
  })

  it('finds titles beside the log, whatever their encoding, and joins the files of a split', async () => {
    const { service } = await openService()
    await service.import({ file: at('ml-100k/u.data'), name: 'movies', options: {} }, task)
    const [found] = await service.itemSearch({ name: 'movies', query: 'misérables', limit: 1 }, task)
    expect(found).toMatchObject({
      title: expect.stringContaining('Misérables'),
      category: expect.stringContaining('Drama'),
    })
    expect(await service.itemLabels({ name: 'movies', items: ['50'] }, task)).toEqual([
      { item: '50', title: 'Star Wars (1977)', category: 'Action|Adventure|Romance|Sci-Fi|War' },
    ])
    const { attributes } = await service.history({ name: 'movies', user: '1' }, task)
    expect(attributes).toMatchObject({ age: 24, sex: 'M', occupation: 'technician', zip: '85711' })
    const pair = { train: at('ml-100k/u1.base.gz'), test: at('ml-100k/u1.test.gz') }
    const { log, folds } = await service.prepareFolds({ folds: [pair], options: {} }, task)
    expect([log.rows, log.users, log.items, folds[0]!.train.length, folds[0]!.test.length]).toEqual([
      100_000, 943, 1682, 80_000, 20_000,
    ])
  })

  it('reads the Chinese user table of a log', async () => {
    const { service } = await openService()
    await service.import({ file: at('jdata-gbk/JData_Action_201602.csv.gz'), name: 'jd', options: {} }, task)
    const window = await service.rows(
      {
        name: 'jd',
        table: 'users',
        filters: [{ kind: 'contains', column: 'age', text: '岁' }],
        sort: [],
        offset: 0,
        limit: 1,
      },
      task,
    )
    expect(window.matching).toBeGreaterThan(100)
  })

  it('previews quickly what an import then does', async () => {
    const { service } = await openService()
    const preview = await service.preview({ file: at('ml-100k/u.data'), options: {} }, task)
    expect(preview).toMatchObject({
      format: 'movielens',
      header: false,
      delimiter: '\t',
      encoding: 'utf-8',
      estimated: true,
    })
    expect(preview.columns.map(({ role }) => role)).toEqual(['user', 'item', 'value', 'time'])
    expect(preview.rows).toHaveLength(200)
    expect(Math.abs(preview.rowsTotal - 100_000)).toBeLessThan(2000)
  })
})
