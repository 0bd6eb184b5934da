"""What people write: private diaries, shop talk, and copy handed down from above."""

PRIVATE = [
    "今天{place}的天气{mood}，{do}",
    "{do}，{mood}",
    "周末{do}打卡{place}",
    "分享一下我的{thing}",
    "求推荐{place}附近的{thing}",
    "{thing}用了半个月的真实感受：{mood}",
    "下班路上{do}",
    "带娃{do}，{mood}",
    "{place}一日游 人真多",
    "记录第{n}天 {do}",
]
WORDS = {
    "place": ["家门口", "公园", "江边", "老城区", "学校", "商场", "图书馆", "山里", "海边", "老家"],
    "mood": ["还不错", "有点累", "太好了吧", "一言难尽", "心情很好", "冷死了", "值得再来", "后悔了"],
    "do": [
        "吃了火锅",
        "跑了五公里",
        "看了场电影",
        "喝了奶茶",
        "学做蛋糕",
        "收拾房间",
        "遛狗",
        "加班到十点",
        "拍了照片",
        "逛菜市场",
    ],
    "thing": ["水杯", "耳机", "护手霜", "帆布包", "键盘", "口红", "绿植", "跑鞋", "锅", "书单"],
    "n": [str(n) for n in range(1, 60)],
}
TRADE = {
    "beauty": ("护肤", ["补水套餐", "祛痘项目", "光子体验"]),
    "education": ("课程", ["考研班", "英语小班", "少儿编程"]),
    "property": ("房源", ["两居室", "学区房", "江景大平层"]),
    "car": ("新车", ["混动SUV", "纯电轿车", "置换补贴"]),
    "clinic": ("医美", ["双眼皮", "热玛吉", "牙齿矫正"]),
    "decoration": ("装修", ["全包报价", "旧房翻新", "厨房改造"]),
    "wedding": ("婚礼", ["旅拍套餐", "草坪婚礼", "婚纱礼服"]),
    "travel": ("旅行", ["云南六日", "亲子营", "海岛自由行"]),
    "food": ("门店", ["双人餐", "加盟咨询", "新品试吃"]),
    "insurance": ("保障", ["重疾方案", "养老规划", "少儿教育金"]),
    "tea": ("茶", ["明前龙井", "白茶饼", "茶礼盒"]),
    "fitness": ("训练", ["私教体验", "减脂营", "普拉提"]),
}
OPENERS = [
    "姐妹们",
    "家人们",
    "真心建议",
    "别再踩坑了",
    "干货整理",
    "今天店里",
    "很多人问我",
    "新手必看",
    "说句实话",
    "内部福利",
]
MIDDLES = [
    "{item}到底值不值",
    "{item}这样选不后悔",
    "做了三年{trade}告诉你{item}的门道",
    "{item}限时{n}折",
    "{item}案例分享",
    "预约{item}送体验",
    "{trade}避雷：{item}",
]
CLOSERS = [
    "评论区见",
    "想了解的私我",
    "点左下角留电话",
    "名额{n}个",
    "到店有礼",
    "附近的都可以来",
    "不懂就问",
    "收藏备用",
]


def diary(rng):
    """A line from somebody's life."""
    return rng.choice(PRIVATE).format(**{k: rng.choice(v) for k, v in WORDS.items()})


def shop_talk(rng, industry):
    """A sales person's own words."""
    trade, items = TRADE.get(industry) or TRADE["beauty"]
    text = "，".join((rng.choice(OPENERS), rng.choice(MIDDLES), rng.choice(CLOSERS)))
    return text.format(item=rng.choice(items), trade=trade, n=rng.randint(2, 30))


class Style:
    """Copy prepared by one hand and posted by many accounts, with lazy variations."""

    def __init__(self, rng, industry, texts=6):
        trade, items = TRADE.get(industry) or TRADE["beauty"]
        self.texts = []
        for _ in range(texts):
            parts = [rng.choice(OPENERS), *rng.sample(MIDDLES, 2), rng.choice(CLOSERS)]
            nonce = rng.choice(["✨", "🌿", "❗", "👉", "", "～"]) + str(rng.randint(10, 99))
            self.texts.append(
                ("，".join(parts) + nonce).format(item=rng.choice(items), trade=trade, n=rng.randint(2, 30))
            )

    def copy(self, rng, spin=0.3):
        """One text; sometimes an emoji more, a comma less, two words swapped."""
        text = rng.choice(self.texts)
        if rng.random() < spin:
            text = text.replace("，", rng.choice(["！", " ", "。", "～"]), rng.randint(1, 3))
        if rng.random() < spin:
            text = (
                rng.choice(["", "💕", "🔥", "记得", "速看 "]) + text + rng.choice(["", "#好物", "🙏", "呀"])
            )
        if rng.random() < spin * 0.6:
            parts = text.split("，")
            rng.shuffle(parts)
            text = "，".join(parts)
        return text
