"""What the notes say: private life, shop talk, and texts handed down from above."""

LIFE = (
    ("今天", "周末", "下班后", "昨晚", "终于", "第一次", "又双叒", "雨天", "放假", "早起"),
    (
        "去了楼下",
        "带娃去",
        "和闺蜜打卡",
        "一个人逛",
        "路过",
        "朋友推荐",
        "排队两小时的",
        "偶遇",
        "重温",
        "踩雷",
    ),
    (
        "小面馆",
        "老公园",
        "新开的书店",
        "海边栈道",
        "早市",
        "猫咖",
        "美术馆",
        "夜市",
        "露营地",
        "咖啡店",
        "健身房",
        "老街",
    ),
    (
        "真的很治愈",
        "有点失望",
        "必须二刷",
        "性价比一般",
        "拍照超出片",
        "累但开心",
        "下次不来了",
        "分享给大家",
        "记录一下",
        "求同款推荐",
    ),
    ("", "🌿", "哈哈", "～", "!!", "。", "🥹", "#日常", "#碎片生活"),
)
SHOP = {
    "open": (
        "姐妹们",
        "各位业主",
        "本地的朋友",
        "想了解的看过来",
        "干了{n}年",
        "今天接待了第{n}位客户",
        "案例分享",
        "避坑指南",
        "到店实拍",
        "客户返图",
    ),
    "body": (
        "{ind}到底怎么选",
        "{ind}报价一次说清",
        "{ind}里的门道",
        "做{ind}前先看这几点",
        "{ind}套餐本月有活动",
        "{ind}常见问题整理",
        "我们店的{ind}实景",
        "{ind}新品到店",
        "聊聊{ind}行业",
    ),
    "tail": (
        "私信我发资料",
        "评论区留言",
        "到店报我名字",
        "欢迎来坐坐",
        "可以先咨询不花钱",
        "名额有限",
        "主页有地址",
        "",
        "有问题随时问",
    ),
}
MEMES = (
    "在吗 在的 在干嘛 在等你",
    "普通人逆袭的第一步是早睡",
    "把生活调成喜欢的频道",
    "今日份快乐已送达请签收",
    "人生建议:少内耗多睡觉",
    "谁懂啊家人们",
    "转发这条锦鲤接下来一个月好运不断",
)


def life(r):
    """A private note; a few people only copy the phrase of the month."""
    if r.random() < 0.03:
        return r.choice(MEMES)
    return "".join(r.choice(part) for part in LIFE)


def shop_talk(r, industry):
    """A note as a salesperson writes it by hand."""
    text = ",".join(r.choice(SHOP[k]) for k in ("open", "body", "tail"))
    return text.replace("{n}", str(r.randint(2, 99))).replace("{ind}", industry or "好物").strip(",")


class Handout:
    """Texts that somebody above hands down; hands below change a word or nothing."""

    def __init__(self, r, industry, size=6, drift=0.3):
        """`drift` is the share of copies that get a changed opening or ending."""
        self.drift = drift
        self.pages = [
            shop_talk(r, industry)
            + "。"
            + "".join(r.choice(p) for p in LIFE)
            + f"。{r.choice('ABCDEFGH')}{r.randint(10, 999)}款"
            for _ in range(size)
        ]

    def copy(self, r):
        """One copy."""
        text = r.choice(self.pages)
        if r.random() < self.drift:
            text = (
                r.choice(("", "亲测!", "真心话:", "补一条,", "📣")) + text + r.choice(("", "～", "✨", "!"))
            )
        return text


def write_notes(world):
    """Notes of all accounts: many never post, some post for a living."""
    r = world.r
    for acct in world.accounts:
        begin = max(0, acct.registered + 0.02)
        if not acct.uses or begin >= world.days - 1:
            continue
        end = max(u[2] for u in acct.uses)
        if acct.kind in ("kos", "enterprise"):
            count = int(r.expovariate(1 / 5))
        elif acct.kind == "professional":
            count = int(r.expovariate(1 / 4))
        else:
            count = int(r.expovariate(1 / 1.2))
        for _ in range(count):
            t = begin + r.random() * (end - begin)
            world.notes.append((acct.id, t, text_at(acct, t, r)))


def text_at(acct, t, r):
    """What this account would post at a moment."""
    for t0, t1, handout, share in acct.texts:
        if t0 <= t < t1 and r.random() < share:
            return handout.copy(r)
    at_work = acct.firm is not None and t >= acct.firm_since and r.random() < 0.8
    if at_work or acct.kind == "enterprise":
        return shop_talk(r, acct.industry)
    return life(r)
