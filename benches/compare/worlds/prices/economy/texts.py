"""What firms and people write, by trade."""

OPENERS = [
    "姐妹们",
    "最近好多人问",
    "真心建议",
    "做了{n}年这行",
    "本地人才知道",
    "避坑",
    "别再花冤枉钱了",
    "今天到店",
    "周末",
    "分享一下",
    "刚签单的客户",
    "新手必看",
]
SUBJECTS = {
    "家装": ["全屋定制", "老房翻新", "奶油风客厅", "水电改造", "厨房动线"],
    "婚纱摄影": ["旅拍", "室内韩式", "森系外景", "底片全送", "登记照"],
    "教育培训": ["考研规划", "少儿编程", "书法班", "英语口语", "暑假班"],
    "医美": ["水光", "热玛吉", "双眼皮恢复", "皮肤检测", "祛斑"],
    "汽车": ["新能源落地价", "置换补贴", "保养套餐", "试驾体验", "贷款方案"],
    "房产": ["地铁口两房", "学区房", "新盘样板间", "二手议价", "公寓租赁"],
    "留学": ["英国硕士", "港硕申请", "文书修改", "雅思备考", "签证材料"],
    "月子中心": ["套餐对比", "产后修复", "参观环境", "月子餐", "护士排班"],
    "健身": ["私教体验", "减脂餐", "瑜伽小班", "普拉提", "体态评估"],
    "旅游定制": ["云南七日", "亲子海岛", "新疆自驾", "小团出行", "酒店推荐"],
    "口腔": ["隐形矫正", "种植牙", "洗牙", "儿童涂氟", "智齿"],
    "宠物": ["洗护", "寄养", "疫苗", "幼猫", "训练"],
}
MIDDLES = [
    "价格透明不加项",
    "流程我整理好了",
    "一定要先看这几点",
    "对比了{n}家才定",
    "效果超出预期",
    "套餐里都包含",
    "细节都在图里",
    "工期只要{n}天",
    "这周还有{n}个名额",
]
ENDS = [
    "想了解的留言",
    "私我发你清单",
    "评论区见",
    "可以来店里看看",
    "地址在主页",
    "有问题随时问",
    "点击下方预约",
    "喜欢记得收藏",
]
PRIVATE = [
    "今天的晚霞",
    "猫又睡着了",
    "出租屋改造第{n}天",
    "带娃日记",
    "减肥第{n}天",
    "周末爬山",
    "自己做的红烧肉",
    "面试被问懵了",
    "旧手机出掉换了新的",
    "奶茶测评",
    "开箱",
    "租房避雷",
    "上班摸鱼",
    "健身打卡{n}",
]


def firm_note(rng, industry, city=""):
    """A note of a firm, put together from the phrases of its trade."""
    text = "，".join(
        [rng.choice(OPENERS), city + rng.choice(SUBJECTS[industry]), rng.choice(MIDDLES), rng.choice(ENDS)]
    )
    return text.replace("{n}", str(rng.randint(2, 15)))


def campaign_text(rng, industry):
    """A long text that a head office or a studio writes once for many."""
    parts = [rng.choice(OPENERS), rng.choice(SUBJECTS[industry])] + rng.sample(MIDDLES, 3) + [rng.choice(ENDS)]
    return "，".join(parts).replace("{n}", str(rng.randint(2, 15)))


def retouched(rng, text, effort):
    """The same text after a little work: a word swapped, parts turned round, a symbol added."""
    parts = text.split("，")
    if rng.random() < effort and len(parts) > 4:
        i = rng.randrange(1, len(parts) - 2)
        parts[i], parts[i + 1] = parts[i + 1], parts[i]
    if rng.random() < effort:
        parts[rng.randrange(len(parts))] = rng.choice(MIDDLES).replace("{n}", str(rng.randint(2, 9)))
    if rng.random() < effort * 0.6:
        parts[0] = rng.choice(OPENERS).replace("{n}", "3")
    return "，".join(parts) + rng.choice(["", "", "！", "~", " ✨"])


def private_note(rng):
    """A note of a private person."""
    return rng.choice(PRIVATE).replace("{n}", str(rng.randint(1, 60))) + rng.choice(
        ["", "～", "，记录一下", "，太真实了", " 😂"]
    )
