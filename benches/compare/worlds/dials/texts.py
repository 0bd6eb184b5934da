"""Short notes put together from parts; a `plan` is a text that several accounts vary a little."""

OPEN = [
    "姐妹们",
    "家人们",
    "今天",
    "周末",
    "说真的",
    "终于",
    "最近",
    "刚刚",
    "新手",
    "分享一下",
    "第一次",
    "又来",
]
PLACE = [
    "在店里",
    "在家",
    "路过门店",
    "和朋友",
    "带孩子",
    "下班后",
    "出差时",
    "直播间里",
    "在展会上",
    "搬家后",
]
THING = {
    "beauty": ["面膜", "精华水", "口红", "防晒", "眼霜", "洁面乳"],
    "home": ["全屋定制", "沙发", "瓷砖", "窗帘", "橱柜", "智能锁"],
    "auto": ["新能源车", "试驾", "车膜", "轮胎", "二手车", "脚垫"],
    "wedding": ["婚纱照", "婚礼跟拍", "钻戒", "喜糖", "伴手礼", "宴会厅"],
    "education": ["英语课", "考研班", "钢琴课", "编程课", "托福", "书法课"],
    "fashion": ["羽绒服", "连衣裙", "运动鞋", "包包", "牛仔裤", "毛衣"],
    "travel": ["民宿", "亲子酒店", "露营", "海岛游", "滑雪", "签证"],
    "medical": ["牙齿矫正", "皮肤管理", "体检", "近视手术", "产后修复", "植发"],
    "food": ["火锅", "咖啡", "烘焙", "茶饮", "海鲜", "便当"],
}
VERB = ["试了", "看了", "挑了", "比较了", "拍了", "整理了", "问到了", "收到了", "踩坑了", "安利"]
TAIL = [
    "真的很值",
    "细节看图",
    "有问题私信",
    "欢迎来问",
    "慢慢更新",
    "价格很透明",
    "适合新手",
    "还在纠结",
    "效果超出预期",
    "老板很耐心",
    "下次还来",
    "记得收藏",
    "名额不多",
    "可以预约",
    "留言告诉我",
    "不踩雷",
]
INDUSTRIES = sorted(THING)
SWAP = [
    ("真的", "确实"),
    ("今天", "今日"),
    ("有问题", "想了解"),
    ("欢迎", "随时"),
    ("可以", "能"),
    ("终于", "总算"),
]


def note(rng, industry):
    """A text of its own."""
    things = THING[industry]
    parts = [rng.choice(OPEN) + rng.choice(PLACE), rng.choice(VERB) + rng.choice(things)]
    for _ in range(rng.randint(1, 3)):
        parts.append(rng.choice(TAIL))
    if rng.random() < 0.5:
        parts.insert(1, "一共%d块" % rng.randint(19, 9999))
    return "，".join(parts) + rng.choice(["。", "！", "～", ""])


def plan(rng, industry):
    """A longer text that many accounts will publish."""
    things = THING[industry]
    parts = [rng.choice(OPEN) + rng.choice(PLACE) + rng.choice(VERB) + rng.choice(things)]
    parts += rng.sample(TAIL, rng.randint(3, 5)) + [rng.choice(VERB) + rng.choice(things)]
    return parts


def vary(rng, parts, changes):
    """A near-copy of a plan: words swapped, parts turned round or left out, up to `changes` times."""
    parts = list(parts)
    for _ in range(rng.randint(0, changes)):
        kind = rng.randrange(4)
        i = rng.randrange(1, len(parts))
        if kind == 0 and len(parts) > 4:
            del parts[i]
        elif kind == 1:
            parts[i] = rng.choice(TAIL)
        elif kind == 2:
            j = rng.randrange(1, len(parts))
            parts[i], parts[j] = parts[j], parts[i]
        else:
            old, new = rng.choice(SWAP)
            parts = [p.replace(old, new) for p in parts]
    return "，".join(parts) + rng.choice(["。", "！", "～", ""])
