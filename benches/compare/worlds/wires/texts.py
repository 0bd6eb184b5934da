"""Notes. Pieces combined at random; templates of headquarters, dealers and libraries make near copies."""

from core import DAY, HOUR, poisson

OPEN = [
    "姐妹们",
    "说真的",
    "刚忙完来更新",
    "最近好多人问我",
    "今天",
    "整理了一下",
    "实测",
    "记录一下",
    "周末",
    "终于",
    "避雷避雷",
    "新手必看",
    "本地人告诉你",
    "真心建议",
    "预算不多的看过来",
    "熬夜写完",
    "答应大家的",
    "被问爆了",
    "不吹不黑",
    "随手拍",
]
TOPIC = {
    "家装": ["全屋定制怎么选板材", "老房翻新全过程", "小户型收纳", "半包和全包的区别", "水电改造报价"],
    "婚庆": ["婚礼预算清单", "备婚时间表", "草坪婚礼布置", "跟妆怎么挑", "婚纱照选片"],
    "教育": ["少儿英语启蒙", "期末复习计划", "考证时间安排", "一对一值不值", "试听课体验"],
    "汽车": ["提车作业", "置换补贴怎么算", "新能源续航实测", "保养花了多少", "到店看车感受"],
    "医美": ["热玛吉恢复期", "水光针间隔", "皮肤管理日记", "咨询时要问什么", "术后护理"],
    "房产": ["首套房怎么选", "看房笔记", "学区政策变化", "租房避坑", "二手房砍价"],
    "母婴": ["待产包清单", "月嫂面试", "辅食一周不重样", "婴儿车测评", "夜奶怎么断"],
    "餐饮": ["探店这家小馆", "新菜单试吃", "聚会包间", "午市套餐", "老板自己做的甜品"],
    "服饰": ["梨形身材穿搭", "通勤一周", "秋冬大衣", "小个子显高", "上新试穿"],
    "美容": ["美甲款式", "睫毛保养", "头疗体验", "染发色卡", "店里日常"],
    "旅游": ["三天两夜路线", "亲子民宿", "自驾路书", "小众海岛", "签证材料"],
    "宠物": ["猫咪绝育护理", "狗狗洗澡", "换粮记录", "寄养体验", "领养日记"],
    "健身": ["体态调整", "私教课第十节", "减脂餐", "普拉提入门", "拉伸跟练"],
    "留学": ["文书时间线", "语言成绩规划", "选校思路", "签证面试", "租房经验"],
}
MIDDLE = [
    "花了{n}块",
    "前后{k}天",
    "一共问了{k}家",
    "比我想的简单",
    "细节都在图里",
    "优缺点都说",
    "对比下来差距挺大",
    "现场比照片好看",
    "适合{k}口之家",
    "效果因人而异",
    "排队{n}分钟",
    "老板人很好",
    "流程很清楚",
    "中间改过{k}次",
    "最后省了{n}",
]
CLOSE = [
    "想了解的评论区见",
    "需要清单的留言",
    "私信我发资料",
    "祝大家都顺利",
    "欢迎补充",
    "有问题慢慢回",
    "先收藏再看",
    "下次继续更新",
    "个人体验仅供参考",
    "地址放评论",
    "名额不多先到先得",
    "点个关注不迷路",
]
LIFE = [
    "早餐",
    "散步",
    "晚霞",
    "读书",
    "追剧",
    "做饭",
    "跑步",
    "拍照",
    "搬家",
    "养花",
    "打球",
    "赶地铁",
    "逛公园",
    "手账",
]


def sentence(rng, industry):
    topic = rng.choice(TOPIC[industry]) if industry in TOPIC else rng.choice(LIFE)
    parts = [rng.choice(OPEN), topic]
    for _ in range(rng.choice((1, 2, 2, 3))):
        parts.append(rng.choice(MIDDLE).format(n=rng.randint(9, 3000), k=rng.randint(2, 30)))
    if rng.random() < 0.8:
        parts.append(rng.choice(CLOSE))
    return "，".join(parts)


def vary(rng, text):
    """What somebody does to a text that was handed to him: little."""
    r = rng.random()
    if r < 0.35:
        return text
    if r < 0.6:
        return rng.choice(OPEN) + "！" + text
    parts = text.split("，")
    if r < 0.8 and len(parts) > 3:
        del parts[rng.randrange(1, len(parts))]
    elif len(parts) > 2:
        other = rng.choice(MIDDLE).format(n=rng.randint(9, 3000), k=rng.randint(2, 30))
        parts[rng.randrange(len(parts))] = other
    return "，".join(parts) + rng.choice(("", "～", "。", "✨"))


def note(w, account, t, text):
    if 0 <= t < w.end and t >= account.registered:
        w.notes.append((account.id, int(t), text))


def note_time(rng, day):
    return (
        day * DAY
        + rng.choice((7, 9, 10, 11, 12, 12, 13, 15, 17, 18, 19, 20, 21, 22, 23)) * HOUR
        + rng.randrange(HOUR)
    )


def honest(w):
    rng = w.rng("notes")
    library = {i: [sentence(rng, i) for _ in range(12)] for i in TOPIC}  # public templates of the trade
    central = {}
    for a in w.accounts:
        mean = {"personal": 0.7, "professional": 3.0, "kos": 2.8, "enterprise": 4.5}[a.kind]
        for _ in range(poisson(rng, mean * rng.choice((0, 0.3, 1, 1, 2)))):
            firm = a.firm
            industry = firm.industry if firm else a.industry
            t = note_time(rng, rng.randrange(w.days))
            if firm and firm.template and rng.random() < firm.template:
                key = getattr(firm, "text_key", firm.account.id)
                pool = central.setdefault(key, [sentence(rng, industry) for _ in range(10)])
                text = vary(rng, rng.choice(pool))
            elif industry in library and rng.random() < 0.03:
                text = vary(rng, rng.choice(library[industry]))
                a.story("honest", "text_from_template_library")
            else:
                text = sentence(rng, industry)
            note(w, a, t, text)


def campaign(w, rng, accounts, industry, number, span):
    """A ghost writer's texts spread over given accounts; span gives first and end day of each."""
    pool = [sentence(rng, industry) for _ in range(number)]
    for account in accounts:
        first, end = span(account)
        if end <= first:
            continue
        for _ in range(poisson(rng, 2.5)):
            text = vary(rng, rng.choice(pool)) if rng.random() < 0.6 else sentence(rng, industry)
            note(w, account, note_time(rng, rng.randrange(first, end)), text)
