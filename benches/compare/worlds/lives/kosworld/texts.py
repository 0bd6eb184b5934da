"""What people write in notes: trades, daily life, campaigns sent down from above."""

import random

_OPEN = (
    "姐妹们",
    "真心建议",
    "终于",
    "后悔没早点知道",
    "不吹不黑",
    "今天聊聊",
    "被问了八百遍的",
    "避雷",
    "刚刚",
    "住进新家半年",
    "老客户问",
    "周末",
    "记录一下",
    "新手必看",
    "攻略来了",
    "说句实话",
    "本地人推荐",
    "第一次",
)
_LIFE = (
    "带娃去公园野餐",
    "给猫剪指甲又被抓",
    "夜班下班的早餐",
    "减脂第三十天",
    "宿舍改造花了两百",
    "回老家过节",
    "奶奶种的橘子熟了",
    "今天跑了八公里",
    "新买的电饭煲踩雷",
    "阳台的番茄结果了",
    "雨天在家做蛋糕",
    "考研倒计时",
    "旧手机拍的夕阳",
    "搬家断舍离",
    "地铁上看完一本书",
    "陪爸爸复查",
)
_TRADE = {
    "家装": ("小户型收纳", "瓦工验收", "半包报价", "厨房动线"),
    "婚纱摄影": ("旅拍样片", "内景主纱", "情绪片", "底片全送"),
    "医美": ("术后护理", "面诊笔记", "皮肤管理", "恢复期"),
    "教育培训": ("自习打卡", "提分规划", "作文素材", "试听课"),
    "汽车": ("落地价明细", "试驾感受", "置换补贴", "保养周期"),
    "房产中介": ("近地铁两居", "看房避坑", "首付测算", "学区划片"),
    "美容美甲": ("显白款式", "春日美甲", "睫毛嫁接", "肩颈护理"),
    "健身": ("私教体验", "体态矫正", "增肌食谱", "周卡活动"),
    "服装": ("梨形穿搭", "早秋外套", "通勤套装", "直播返场"),
    "餐饮": ("双人套餐", "新店试营业", "秘制锅底", "家庭聚餐"),
    "旅游": ("小团出行", "亲子路线", "签证材料", "错峰攻略"),
    "母婴": ("辅食日记", "待产包", "睡眠训练", "绘本清单"),
    "珠宝": ("裸钻定制", "三金搭配", "旧金换新", "日常叠戴"),
    "家居": ("沙发选材", "床垫测评", "全屋定制", "灯光设计"),
    "留学": ("选校定位", "文书思路", "语言备考", "行前清单"),
    "口腔": ("隐形矫正", "洗牙体验", "种植方案", "儿童涂氟"),
}
_CLOSE = (
    "有问题评论区见",
    "需要的滴滴我",
    "码住不迷路",
    "可以来店里坐坐",
    "欢迎交流",
    "点赞收藏",
    "下期继续",
    "名额不多",
    "就这样吧",
    "晚安",
)
_MARK = ("✨", "🌿", "❗", "😂", "", "", "💡", "~", "")
_FACTS = (
    "用了三个月才敢说",
    "预算控制得刚刚好",
    "师傅很耐心",
    "价格透明不加项",
    "过程比想象的简单",
    "朋友介绍来的",
    "对比了五家",
    "效果自己看图",
    "细节拉满",
    "隔壁邻居也在问",
    "周边停车方便",
    "人均不高",
    "第二次来了",
    "老板人不错",
)


def life(rng):
    """A note about nothing in particular."""
    return f"{rng.choice(_LIFE)}{rng.choice(_MARK)}{rng.choice(_FACTS) if rng.random() < 0.4 else ''}#{rng.choice(_LIFE)[:2]}日常"


def trade(rng, industry, city):
    """A note about work, in one's own words."""
    words = _TRADE.get(industry)
    if not words:
        return life(rng)
    parts = rng.sample(_FACTS, rng.randint(1, 3))
    return (
        f"{rng.choice(_OPEN)}{rng.choice(_MARK)}{city[-2:] if rng.random() < 0.4 else ''}{rng.choice(words)}，"
        f"{'，'.join(parts)}。{rng.choice(_CLOSE)} #{industry} #{rng.choice(words)}"
    )


def campaign(number, rng, industry, city, freedom=0.15):
    """The same text from above; whoever posts it changes a word, an emoji, the town."""
    script = random.Random(number % 1000003 * 31 + rng.randrange(4))
    words = _TRADE.get(industry) or script.choice(list(_TRADE.values()))
    parts = [script.choice(_OPEN), script.choice(words), *script.sample(_FACTS, 4), script.choice(_CLOSE)]
    for i, part in enumerate(parts):
        if rng.random() < freedom:
            parts[i] = rng.choice(_FACTS if 1 < i < 6 else _OPEN if i == 0 else (part,))
    tail = f" #{city[-2:]}" if rng.random() < 0.3 else ""
    return f"{parts[0]}{rng.choice(_MARK)}{parts[1]}，{'，'.join(parts[2:6])}。{parts[6]}{tail}"


def write_notes(world):
    """Notes of all accounts, from their own streams so that one life does not disturb another."""
    for acc in world.accounts:
        if acc.post_rate:
            _notes_of(world, acc, random.Random(world.seed * 7919 + acc.index * 2 + 1))


def _notes_of(world, acc, rng):
    w = world.window
    trend = rng.random() < 0.04
    for use in acc.uses:
        days = (use.end - use.start) / 86400
        count = int(days * acc.post_rate * (1 if use.rate or use.moments else 0) + rng.random())
        for _ in range(min(count, 60)):
            t = use.start + int(rng.random() * (use.end - use.start))
            if max(w.start, acc.registered) <= t < w.end:
                world.notes.append((acc.id, t, _text(acc, t, rng, trend)))


def _text(acc, t, rng, trend):
    topic = None
    for begin, what in acc.topics:
        if begin <= t:
            topic = what
    if topic and rng.random() < 0.6:
        return campaign(topic[1], rng, acc.industry, acc.region, topic[2] if len(topic) > 2 else 0.15)
    if trend and rng.random() < 0.3:
        return campaign(t // (86400 * 20) % 5, rng, "", acc.region, 0.1)
    if acc.kind in ("kos", "enterprise", "professional") and acc.industry and rng.random() < 0.8:
        return trade(rng, acc.industry, acc.region)
    return life(rng)
