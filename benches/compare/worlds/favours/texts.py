"""What people write under their pictures.

Private notes are short and odd; a company's notes follow a brief from the
marketing desk, filled in by each employee with more or less zeal.
"""

OPEN = [
    "今天",
    "昨天下午",
    "周末",
    "下班后",
    "终于",
    "第一次",
    "带孩子",
    "和闺蜜",
    "被同事拉着",
    "一个人",
    "刚搬家",
    "攒了半年钱",
    "雨天",
    "放假",
    "陪我妈",
    "本来不想去",
    "凌晨两点",
    "高铁上",
]
DO = [
    "去了一家小店",
    "试了新口红",
    "做了红烧肉",
    "看了场电影",
    "修好了自行车",
    "拍了日落",
    "逛了夜市",
    "把阳台改成花园",
    "学会了打毛线",
    "吃到最好吃的米粉",
    "丢了钥匙又找到",
    "报了瑜伽课",
    "养了只橘猫",
    "换了窗帘",
    "走了两万步",
    "收到快递",
    "开始记账",
    "跟房东砍了价",
]
END = [
    "真的绝了",
    "姐妹们冲",
    "记录一下",
    "下次还来",
    "有点贵但值",
    "求推荐同款",
    "不踩雷",
    "哈哈哈笑死",
    "谁懂啊",
    "就这样吧",
    "求问怎么去味",
    "早知道不买了",
    "分享给有需要的人",
    "累但开心",
    "晚安",
]
TAGS = ["#日常", "#生活碎片", "#好物", "#探店", "#vlog", "#plog", "#打工人", "#记录", ""]
FACES = ["😂", "✨", "🥹", "❤️", "~", "！！", "", "", ""]
INDUSTRIES = [
    "家装",
    "婚纱摄影",
    "医美",
    "教培",
    "房产",
    "汽车",
    "留学",
    "餐饮",
    "服装",
    "母婴",
    "旅游",
    "保险",
    "口腔",
    "健身",
    "珠宝",
    "月子中心",
]
PITCH = [
    "很多人问我{i}怎么选",
    "做{i}第{n}年，说几句实话",
    "{c}{i}避坑指南",
    "{i}预算{n}万够吗",
    "{c}本地人推荐的{i}",
    "在{c}做{i}，客户最常问的{n}个问题",
    "{i}新手必看的{n}点",
]
PROOF = [
    "流程透明，先看再定",
    "不满意可以改到满意",
    "老客户介绍来的占一半",
    "上周刚交付一位客户",
    "报价里没有隐藏项",
    "店里可以免费试",
    "支持分期，也可以只咨询",
]
CALL = [
    "想了解的私信我",
    "评论区扣1发资料",
    "名额不多，先到先得",
    "留个联系方式我发你清单",
    "主页有地址",
    "点下方表单预约",
    "有问题直接问",
]


def private_note(rng):
    """A note that nobody asked for."""
    bits = [rng.choice(OPEN), rng.choice(DO), "，", rng.choice(END), rng.choice(FACES)]
    if rng.random() < 0.5:
        bits += ["，", rng.choice(DO), rng.choice(FACES)]
    bits += [" ", rng.choice(TAGS)]
    return "".join(bits).strip()


def brief(rng, industry, city):
    """The text of a marketing brief, to be varied by whoever posts it."""
    head = rng.choice(PITCH).format(i=industry, c=city, n=rng.randint(2, 12))
    body = rng.sample(PROOF, 3)
    return [head, *body, rng.choice(CALL), f"#{industry} #{city}{industry}"]


def vary(rng, parts, zeal):
    """Post a brief: zeal 0 copies it, zeal 1 rewrites most of it."""
    parts = list(parts)
    for place in range(1, len(parts) - 1):
        if rng.random() < zeal * 0.8:
            parts[place] = rng.choice(PROOF if place < 4 else CALL)
    if rng.random() < zeal:
        parts.insert(1, rng.choice(OPEN) + rng.choice(DO))
    if rng.random() < 0.3 + zeal / 2:
        parts[0] += rng.choice(FACES)
    return "，".join(parts[:-1]) + "。" + parts[-1]
