"""Notes: sentences put together from a trade's words; prepared copy is a seed that gives the same
sentences again.
"""

import random

WORDS = {
    "decoration": (
        "装修|全屋定制|老房翻新|水电改造|硬装|软装搭配",
        "客厅|厨房|主卧|阳台|卫生间",
        "工长|设计师|监理",
    ),
    "wedding": (
        "婚纱照|婚礼策划|跟拍|中式婚礼|旅拍|求婚布置",
        "海边|森系棚|老城区|草坪|教堂",
        "摄影师|化妆师|策划",
    ),
    "education": (
        "雅思课|小学数学|作文班|编程课|考研辅导|钢琴课",
        "周末班|寒假班|小班|一对一|网课",
        "老师|教研组|班主任",
    ),
    "beauty": ("皮肤管理|美甲|纹眉|脱毛|头疗|水光护理", "敏感肌|油皮|换季|新客|情侣", "店长|技师|顾问"),
    "clinic": ("种植牙|牙齿矫正|洗牙|近视检查|儿童口腔|祛斑", "初诊|复诊|术后|学生|老人", "医生|护士|咨询师"),
    "auto": ("新能源试驾|二手车|置换|贴膜|保养|提车", "周末|到店|下班后|高速|城区", "销售|车主|技师"),
    "estate": ("新房|二手房|学区房|公寓|看房|贷款", "地铁口|新区|老小区|河景|顶楼", "经纪人|业主|店长"),
    "study_abroad": (
        "英国硕士|港校申请|文书|选校|签证|语言成绩",
        "双非|跨专业|低均分|本科|在职",
        "顾问|学姐|导师",
    ),
    "tourism": ("跟团游|小包团|亲子游|自驾|民宿|签证代办", "云南|新疆|三亚|川西|日本", "管家|领队|定制师"),
    "fashion": (
        "通勤穿搭|大衣|新中式|连衣裙|微胖穿搭|羊绒",
        "上新|断码|显瘦|小个子|早秋",
        "店主|搭配师|主理人",
    ),
    "furniture": (
        "沙发|实木床|餐桌|儿童桌|床垫|定制柜",
        "小户型|出租屋|新房|奶油风|复古",
        "导购|店长|设计师",
    ),
    "fitness": ("私教课|普拉提|减脂餐|产后修复|体态|游泳课", "新手|午休|晚间|小班|体验", "教练|店长|会员"),
    "life": ("早餐|搬家|通勤|周末|阳台种花|手账", "今天|下雨天|出租屋|楼下|一个人", "室友|邻居|妈妈"),
    "food": ("火锅|咖啡|面馆|烘焙|便当|夜宵", "公司楼下|老街|商场|菜市场|小巷", "老板|朋友|同事"),
    "travel": ("citywalk|露营|看海|爬山|古镇|博物馆", "两天一夜|淡季|带爸妈|独自|特种兵", "司机|房东|朋友"),
    "baby": ("辅食|绘本|早教|奶粉|睡眠|玩具", "六个月|一岁|二胎|入园前|夏天", "宝妈|外婆|医生"),
    "fit": ("跑步|瑜伽|体重|跳绳|羽毛球|拉伸", "第三周|晨间|平台期|室内|新手", "搭子|教练|同事"),
    "pets": ("猫粮|洗澡|绝育|遛狗|猫砂|驱虫", "三个月|换毛季|新手|多猫|老年", "医生|店员|铲屎官"),
    "study": ("考研|考公|背单词|论文|实习|面试", "倒计时|图书馆|在职|二战|晚自习", "同学|学长|导师"),
}
OPEN = "姐妹们|说说|终于|真心建议|第一次|避坑|记录一下|被问爆了|整理好了|实话实说|不踩雷|收藏这篇".split("|")
MID = "价格都写在图里|细节真的很重要|对比了三家|花了半个月|效果比想的好|有问题评论区见|流程其实不复杂|预算要留余地".split(
    "|"
)
TALK = "大家怎么看|你们会选哪个|下次再来|欢迎来聊|慢慢更新|先到这里|想看哪部分|私信我发清单|周末还在".split(
    "|"
)
NUMS = "三点|五步|七天|两个月|一万以内|三十平|半天|九张图".split("|")
SIGNS = ["", "", "✨", "！", "～", "🌿", "📍", "。。", "[赞R]", "💛"]
CUT = {key: tuple(part.split("|") for part in parts) for key, parts in WORDS.items()}


def compose(rng, topic):
    """A note of four to six sentences."""
    things, places, people = CUT[topic]
    lines = [
        f"{rng.choice(OPEN)}，{rng.choice(places)}{rng.choice(things)}",
        f"{rng.choice(people)}讲了{rng.choice(NUMS)}，{rng.choice(MID)}",
        f"{rng.choice(things)}和{rng.choice(things)}怎么选",
        f"{rng.choice(MID)}，{rng.choice(people)}也这么说",
        f"{rng.choice(places)}的{rng.choice(things)}，{rng.choice(NUMS)}搞定",
    ]
    rng.shuffle(lines)
    return "。".join(lines[: rng.randint(3, 5)] + [rng.choice(TALK)])


def from_copy(rng, seed, topic, tweak):
    """Prepared copy: as it is (0), with a sign or a word changed (1), or put in other words (2)."""
    if tweak >= 2:
        source = random.Random(f"copy/{seed}")
        keep = compose(source, topic).split("。")[0]
        return keep + "。" + compose(rng, topic)
    text = compose(random.Random(f"copy/{seed}"), topic)
    if tweak == 1:
        parts = text.split("。")
        if rng.random() < 0.5:
            parts[-1] = rng.choice(TALK)
        if rng.random() < 0.3 and len(parts) > 3:
            parts.pop(rng.randrange(1, len(parts) - 1))
        text = "。".join(parts) + rng.choice(SIGNS)
    return text


def notes_of(rng, voice):
    """(day, text) of a voice's notes."""
    t = voice.a
    topic = voice.topic if voice.topic in CUT else "life"
    while True:
        t += rng.expovariate(voice.rate)
        if t >= voice.b:
            break
        yield t, compose(rng, topic) + rng.choice(SIGNS)
    for day, seed in voice.copy or ():
        if rng.random() < voice.share:
            when = day + rng.expovariate(1 / 1.2)
            if voice.a <= when < voice.b:
                yield when, from_copy(rng, seed, topic, voice.tweak)
