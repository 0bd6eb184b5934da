"""What accounts write: private chatter, shop talk, and scripts that many accounts copy with small edits."""

OPEN = [
    "今天{c}的天气真好",
    "分享一个最近的小发现",
    "蹲了很久终于等到",
    "不吹不黑说点实话",
    "周末和朋友去了一趟{c}",
    "被问了好多次的来了",
    "打工人的一天",
    "记录一下",
    "第一次写这么长",
    "家里人都说好",
    "给姐妹们避个雷",
    "拖了半个月才来更新",
    "深夜碎碎念",
    "新手看过来",
    "昨天路过{c}的老街",
    "刚搬家不久",
    "预算不多的可以看看",
    "做了三年{t}说几句心里话",
]
BODY = {
    "": [
        "煮了一锅番茄牛腩汤汁拌饭绝了",
        "阳台的多肉又爆盆了",
        "猫把我的耳机线咬断了",
        "跑了五公里膝盖有点酸",
        "书架整理出二十本旧书想送人",
        "地铁上看完了一整本小说",
        "换了新的发型有点后悔",
        "孩子学会自己系鞋带了",
        "公园里的樱花已经开了一半",
        "老家寄来一箱橙子特别甜",
        "尝试了人生第一次露营",
        "手账本写到最后一页",
        "和爸妈学包粽子失败三次",
        "咖啡喝多了睡不着",
    ],
    "biz": [
        "{t}这一行水很深先问清楚再付款",
        "整理了{t}的五个常见问题",
        "客户反馈的细节都在图里",
        "这个价位的{t}怎么选看这篇就够",
        "店里新到的一批可以来看",
        "流程从预约到完成大概一周",
        "{c}本地可以上门",
        "对比了三家{t}的报价单",
        "很多人忽略了售后这一步",
        "案例更新第{n}期",
        "老客户介绍的都有小礼物",
        "周末档期只剩{n}个",
        "先看尺寸再看材料最后看价格",
        "老师傅带队质量放心",
    ],
}
CLOSE = [
    "有想法评论区见",
    "希望对你有用",
    "下次再细说",
    "你们觉得呢",
    "就到这里啦",
    "码住慢慢看",
    "想了解的可以私信我",
    "祝大家都顺利",
    "未完待续",
    "欢迎来{c}找我玩",
    "地址放在主页",
    "图{n}最喜欢",
]
MARK = ["", "。", "！", "～", "🌸", "✨", "👍", "❤️", "📍"]
SWAP = [
    ("大家", "姐妹们"),
    ("真的", "确实"),
    ("非常", "特别"),
    ("可以", "能"),
    ("喜欢", "爱了"),
    ("推荐", "安利"),
    ("我们", "咱们"),
    ("现在", "目前"),
]
SCRIPT = [
    "大家好我是{t}行业的小助理",
    "我们现在推出{n}天体验",
    "真的非常推荐给第一次了解{t}的朋友",
    "不需要提前付款可以先看再定",
    "现在留下联系方式免费领取{t}避坑清单",
    "名额每天只有{n}个先到先得",
    "喜欢的话点个收藏慢慢看",
    "非常适合预算在{n}万以内的家庭",
    "我们对比了市面上{n}家最后选了这家",
    "真的省了不少时间和钱",
]


def chatter(rng, topic, city, biz):
    body = BODY["biz" if biz else ""]
    parts = [rng.choice(OPEN), rng.choice(body)]
    if rng.random() < 0.7:
        parts.append(rng.choice(body))
    if rng.random() < 0.6:
        parts.append(rng.choice(CLOSE))
    text = ("，" if rng.random() < 0.7 else " ").join(parts) + rng.choice(MARK)
    return text.replace("{t}", topic).replace("{c}", city).replace("{n}", str(rng.randint(2, 9)))


class Script:
    """A text that somebody hands round. loose: share of its sentences that a copyist touches."""

    def __init__(self, rng, topic, loose):
        self.loose, self.topic = loose, topic
        self.renew(rng)

    def renew(self, rng):
        k = rng.randint(4, 6)
        self.parts = [
            p.replace("{t}", self.topic).replace("{n}", str(rng.randint(2, 30)))
            for p in rng.sample(SCRIPT, k - 1)
            + [rng.choice(BODY["biz"]).replace("{c}", "本地").replace("{n}", "3").replace("{t}", self.topic)]
        ]

    def copy(self, rng, city):
        parts = list(self.parts)
        for i, p in enumerate(parts):
            if rng.random() < self.loose:
                a, b = rng.choice(SWAP)
                parts[i] = p.replace(a, b) if a in p else p + rng.choice(MARK)
        if rng.random() < self.loose:
            parts.insert(
                rng.randrange(len(parts)), rng.choice(CLOSE).replace("{c}", city).replace("{n}", "2")
            )
        if rng.random() < self.loose / 2:
            parts.pop(rng.randrange(len(parts)))
        if rng.random() < self.loose / 2:
            rng.shuffle(parts)
        return "，".join(parts) + rng.choice(MARK)
