"""What people write: short notes built from an industry's words."""

OPEN = [
    "今天",
    "说真的",
    "姐妹们",
    "终于",
    "分享一下",
    "避雷",
    "第一次",
    "下班路上",
    "周末",
    "被问了好多次",
    "有没有人懂",
    "记录",
    "最近",
    "整理了",
]
MID = {
    "": [
        "楼下新开的咖啡店",
        "给孩子做的辅食",
        "这双鞋穿了三个月",
        "露营装备",
        "出租屋改造",
        "减脂餐第七天",
        "猫又拆家了",
        "考研倒计时",
        "阳台种菜",
        "菜市场拍到的晚霞",
    ],
    "home_renovation": ["老房翻新预算", "厨房动线", "半包和全包", "防水验收", "全屋定制避坑"],
    "beauty_clinic": ["光子做完第三天", "皮肤管理日记", "医生面诊记录", "术后护理"],
    "education": ["英语启蒙路线", "留学文书", "考证时间表", "孩子专注力"],
    "auto": ["落地价清单", "提车作业", "试驾感受", "置换补贴"],
    "wedding": ["备婚清单", "西服纱试纱", "婚宴场地对比", "四大金刚价格"],
    "real_estate": ["看房笔记", "地铁口小户型", "公积金怎么算", "交房验收"],
    "travel": ["新疆环线", "亲子酒店", "签证材料", "小团报价"],
}
END = [
    "真的值",
    "踩过坑才知道",
    "价格放评论区了",
    "有问题慢慢问",
    "仅供参考",
    "先收藏再说",
    "不喜勿喷",
    "大家怎么看",
    "下次再更",
    "附清单",
    "别学我",
    "亲测有效",
]


def note_text(rng, industry=""):
    """One note; a third carry a tail of small talk."""
    pool = MID.get(industry) or MID[""]
    text = f"{rng.choice(OPEN)}，{rng.choice(pool)}，{rng.choice(pool)}，{rng.choice(END)}"
    if rng.random() < 0.35:
        text += f"。{rng.choice(OPEN)}{rng.choice(MID[''])}{rng.choice('🌸☕✨👍😂')}"
    return f"{text} #{rng.randint(1, 999)}" if rng.random() < 0.3 else text


def near_copy(rng, text):
    """The same text after a minute of lazy rewriting."""
    for _ in range(rng.randint(0, 2)):
        text = text.replace(
            rng.choice(["，", "真的", "了", "大家", "先"]), rng.choice(["，", "！", " ", "真", "～"]), 1
        )
    return text + rng.choice(["", "", "～", "！", rng.choice(END)])
