/** Words that titles of the generated shop are made of, English and Chinese. */
export interface Word {
  readonly en: string
  readonly zh: string
}
export interface Category extends Word {
  readonly things: readonly Word[]
  /** Price of a typical thing, in euros. */
  readonly price: number
}

const words = (text: string): readonly Word[] =>
  text.split(', ').map((pair) => {
    const [en, zh] = pair.split('/') as [string, string]
    return { en, zh }
  })
const category = (name: string, price: number, things: string): Category => ({
  ...words(name)[0]!,
  price,
  things: words(things),
})

export const styles = words('Oak/橡木, Porcelain/陶瓷, Linen/亚麻, Copper/铜制, Bamboo/竹制')

export const categories: readonly Category[] = [
  category(
    'Kitchen/厨房',
    24,
    'teapot/茶壶, mug/马克杯, salad bowl/沙拉碗, cutting board/砧板, spice jar/调料罐, milk jug/奶壶, egg cup/蛋杯, tray/托盘, soup spoon/汤勺, cake stand/蛋糕架',
  ),
  category(
    'Lighting/灯具',
    59,
    'desk lamp/台灯, floor lamp/落地灯, lantern/灯笼, night light/夜灯, pendant lamp/吊灯, reading lamp/阅读灯, wall lamp/壁灯, candle holder/烛台, string lights/串灯, lamp shade/灯罩',
  ),
  category(
    'Garden/园艺',
    31,
    'watering can/洒水壶, plant pot/花盆, bird house/鸟屋, garden chair/花园椅, seed box/种子盒, trellis/花架, wind chime/风铃, bird bath/鸟浴盆, garden sign/花园牌, herb planter/香草盆',
  ),
  category(
    'Bedroom/卧室',
    48,
    'pillow/枕头, blanket/毯子, bedside table/床头柜, clothes rack/衣架, alarm clock/闹钟, mirror/镜子, jewellery box/首饰盒, laundry basket/洗衣篮, bed tray/床上托盘, slippers box/拖鞋盒',
  ),
  category(
    'Office/办公',
    19,
    'pen holder/笔筒, notebook/笔记本, letter tray/文件盘, bookend/书挡, wall calendar/挂历, ruler/尺子, card box/名片盒, magazine file/杂志架, paper weight/镇纸, desk organiser/桌面收纳',
  ),
  category(
    'Toys/玩具',
    15,
    'toy train/玩具火车, building blocks/积木, spinning top/陀螺, doll house/玩偶屋, puzzle/拼图, kite/风筝, toy drum/玩具鼓, rocking horse/摇马, yo-yo/溜溜球, marble run/弹珠轨道',
  ),
  category(
    'Bath/浴室',
    22,
    'soap dish/肥皂盒, towel rack/毛巾架, tooth mug/牙杯, bath mat/浴垫, storage basket/收纳篮, bath stool/浴凳, brush holder/刷架, lotion bottle/乳液瓶, shower shelf/淋浴架, waste bin/垃圾桶',
  ),
  category(
    'Travel/旅行',
    38,
    'suitcase tag/行李牌, tote bag/手提袋, passport cover/护照夹, lunch box/饭盒, water bottle/水壶, cup holder/杯托, travel pillow/旅行枕, picnic basket/野餐篮, umbrella/雨伞, sewing kit/针线包',
  ),
  category(
    'Party/派对',
    12,
    'garland/花环, cake topper/蛋糕插牌, gift box/礼盒, place card/座位卡, party hat/派对帽, candle set/蜡烛套装, ribbon reel/丝带卷, serving dish/餐盘, drink stirrer/搅拌棒, napkin ring/餐巾环',
  ),
  category(
    'Music/音乐',
    66,
    'music box/八音盒, record stand/唱片架, metronome/节拍器, flute/长笛, tambourine/铃鼓, guitar stand/吉他架, chime bar/音条, castanets/响板, speaker case/音箱壳, ukulele/尤克里里',
  ),
]

export const segments = words(
  'Home makers/居家型, Gift givers/送礼型, Young families/年轻家庭, Collectors/收藏型, Travellers/旅行型',
)
