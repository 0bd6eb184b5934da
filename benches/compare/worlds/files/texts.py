"""Notes: short posts by trade, and the scripts that desks copy around."""

TRADES = {
    "家装": ["全屋定制", "旧房改造", "瓷砖", "奶油风客厅"],
    "医美": ["皮肤管理", "光子嫩肤", "祛痘", "抗初老"],
    "教育": ["考研英语", "少儿编程", "雅思口语", "考公申论"],
    "婚纱摄影": ["旅拍", "领证跟拍", "森系婚纱", "三亚外景"],
    "汽车": ["新能源试驾", "置换补贴", "家用SUV", "二手车"],
    "房产": ["学区房", "刚需两房", "租房避坑", "新盘探店"],
    "母婴": ["辅食", "月子餐", "早教", "待产包"],
    "餐饮": ["火锅加盟", "探店", "咖啡馆", "团建聚餐"],
    "美业": ["美甲", "美睫", "头皮护理", "半永久"],
    "旅游": ["云南包车", "海岛", "亲子游", "签证"],
}
OPENINGS = [
    "终于",
    "今天来聊聊",
    "真心建议",
    "吐血整理",
    "姐妹们",
    "别再乱花钱了",
    "在这行做了八年",
    "打工人看过来",
    "周末去看了",
    "被问了好多次的",
]
BODIES = [
    "这几点一定要先问清楚",
    "踩过的坑都写在这里",
    "预算有限也能做得好看",
    "附上我自己的清单",
    "店里这周有活动",
    "效果比想象中好",
    "对比了三家才定下来",
    "细节图放在后面",
    "老客户带来的新客户",
    "新手照着做就行",
]
ENDINGS = [
    "有问题评论区见",
    "想要清单的扣1",
    "可以私信我",
    "记得收藏",
    "下次再更",
    "慢慢来不着急",
    "地址在主页",
    "不喜勿喷",
    "你们觉得呢",
    "祝大家都顺利",
]


def free_note(rng, industry):
    """Somebody's own words."""
    topic = rng.choice(TRADES.get(industry) or rng.choice(list(TRADES.values())))
    return (
        f"{rng.choice(OPENINGS)}{topic}，{rng.choice(BODIES)}，{rng.choice(BODIES)}。"
        f"{rng.choice(ENDINGS)}{rng.choice(['', '~', '！', '🌿', '✨', ' #' + topic])}"
    )


def script(rng, industry):
    """A long text written once and posted many times."""
    topic = rng.choice(TRADES.get(industry) or TRADES["家装"])
    parts = rng.sample(BODIES, 5)
    return (
        f"{rng.choice(OPENINGS)}{topic}："
        + "；".join(parts)
        + f"。编号{rng.randrange(100, 999)}，{rng.choice(ENDINGS)}"
    )


def reworded(rng, text, edits):
    """The same text after a lazy edit."""
    for _ in range(edits):
        old, pool = rng.choice(((rng.choice(BODIES), BODIES), (rng.choice(ENDINGS), ENDINGS)))
        text = text.replace(old, rng.choice(pool))
    return text + rng.choice(["", "", "！", "~", "✨"])
