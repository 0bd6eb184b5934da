"""Note texts: written by hand by most, from a brand's template by some."""

TRADES = {
    "装修": ("老房翻新", "全屋定制", "半包报价", "水电改造", "小户型"),
    "婚礼摄影": ("旅拍", "三金", "跟拍", "婚纱照", "伴手礼"),
    "医美": ("皮肤管理", "热玛吉", "祛斑", "术后护理", "面诊"),
    "汽车": ("试驾", "置换补贴", "落地价", "保养", "新能源"),
    "教育培训": ("雅思", "考研", "作文课", "试听", "提分"),
    "房产": ("次新房", "地铁口", "首付", "看房", "学区"),
    "留学": ("文书", "背景提升", "签证", "选校", "奖学金"),
    "健身": ("减脂", "私教", "体态", "月卡", "普拉提"),
    "餐饮加盟": ("选址", "加盟费", "出餐", "复购", "小吃"),
    "美妆": ("粉底", "早C晚A", "试色", "敏感肌", "空瓶"),
    "家居": ("沙发", "床垫", "软装", "窗帘", "收纳"),
    "财税": ("注册公司", "代账", "个体户", "注销", "税务"),
}
LEAD_PRICE = {
    "装修": 90,
    "婚礼摄影": 55,
    "医美": 110,
    "汽车": 70,
    "教育培训": 60,
    "房产": 120,
    "留学": 130,
    "健身": 20,
    "餐饮加盟": 80,
    "美妆": 8,
    "家居": 35,
    "财税": 30,
}
_OPEN = (
    "姐妹们",
    "说真的",
    "刚忙完",
    "今天",
    "后台总有人问",
    "踩过坑才知道",
    "记录一下",
    "周末",
    "第一次",
    "跑了三家之后",
)
_BODY = (
    "关于{a}我只说一句",
    "{a}和{b}千万别一起做",
    "{b}到底值不值",
    "做了{a}以后后悔没早点来",
    "整理了{a}的清单",
    "客户要的{b}终于交付了",
    "{a}多少钱才合理",
    "聊聊{b}的门道",
    "带大家看一个{a}案例",
    "{b}避雷",
)
_CLOSE = (
    "想了解的私我",
    "评论区见",
    "收藏起来慢慢看",
    "有问题直接问",
    "不喜勿喷",
    "预约请留言",
    "附近的可以来店里",
    "",
    "图是自己拍的",
    "先到先得",
)


def own_words(rng, trade):
    """A note somebody wrote without a template."""
    a, b = rng.sample(TRADES[trade], 2)
    lines = rng.sample(_BODY, rng.int(1, 3))
    return "，".join([rng.choice(_OPEN), *lines, rng.choice(_CLOSE)]).format(a=a, b=b).strip("，") + rng.choice(
        ("", "。", "！", f" {rng.int(2, 900)}")
    )


def template(rng, trade):
    """A campaign text, to be varied a little by everybody who posts it."""
    a, b = rng.sample(TRADES[trade], 2)
    lines = rng.sample(_BODY, 4)
    return "，".join([rng.choice(_OPEN), *lines, f"限时{rng.int(3, 99)}名额", rng.choice(_CLOSE)]).format(a=a, b=b)


def variation(rng, text, effort):
    """The template with `effort` small edits: emoji, a swapped clause, another ending."""
    parts = text.split("，")
    for _ in range(effort):
        way = rng.int(0, 3)
        if way == 0 and len(parts) > 3:
            i = rng.int(0, len(parts) - 2)
            parts[i], parts[i + 1] = parts[i + 1], parts[i]
        elif way == 1:
            parts[rng.int(0, len(parts) - 1)] += rng.choice(("🔥", "✨", "~", "！", "👇"))
        elif way == 2 and len(parts) > 3:
            parts.pop(rng.int(0, len(parts) - 1))
        else:
            parts[-1] = rng.choice(_CLOSE)
    return "，".join(parts)
