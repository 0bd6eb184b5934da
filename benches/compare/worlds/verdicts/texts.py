"""Note texts: loose sentences by trade, house templates, fashionable templates."""

OPEN = [
    "姐妹们",
    "说句实话",
    "今天聊聊",
    "后台好多人问",
    "踩过坑才懂",
    "给大家整理了",
    "第一次分享",
    "刚忙完",
    "被问爆的",
    "新手必看",
    "亲测三个月",
    "不吹不黑",
    "周末去看了",
    "终于轮到我",
    "建议收藏",
    "老客户推荐",
]
MIDDLE = [
    "预算{n}左右就够",
    "前后花了{d}天",
    "对比了{k}家才定",
    "细节真的很重要",
    "一定要先问清楚",
    "价格透明没有套路",
    "效果比预期好",
    "服务态度很耐心",
    "位置在地铁口附近",
    "合同里写明白再签",
    "别只看便宜",
    "售后也跟得上",
    "约的是上午场人不多",
    "朋友做过觉得不错",
    "全程有人对接",
    "第{k}次来还是满意",
    "材料都是自己挑的",
    "避开节假日更划算",
    "可以先免费咨询",
    "名额不多先到先得",
    "提前{d}天预约",
    "差价大概{n}元",
]
CLOSE = [
    "有问题评论区见",
    "想了解的留言",
    "先码住慢慢看",
    "希望能帮到你",
    "欢迎交流",
    "下次更新进度",
    "祝大家顺利",
    "私我发清单",
    "喜欢点个赞",
    "明天继续",
    "记得看到最后",
    "就写到这里",
]
LIFE = [
    "猫今天又拆家了",
    "早餐做了{k}样",
    "通勤路上的晚霞",
    "周末爬山走了{d}公里",
    "新学的咖啡拉花",
    "读完第{k}本书",
    "阳台的花开了",
    "雨天在家看电影",
    "给爸妈做顿饭",
    "健身第{d}天打卡",
    "逛了旧书市场",
    "学做红烧肉",
]
TRENDS = [
    "听劝！{t}这{k}件事千万别做，第{d}条最重要",
    "{t}天花板来了，{n}块也能拥有，谁懂啊",
    "一图看懂{t}，照着做就行，{d}天见效",
    "普通人做{t}的{k}个真相，看完少走弯路",
]


def fill(rnd, text, trade=""):
    return text.format(n=rnd.randint(3, 99) * 100, d=rnd.randint(2, 60), k=rnd.randint(2, 9), t=trade)


def plain(rnd, trade):
    if not trade:
        return "，".join(fill(rnd, s) for s in rnd.sample(LIFE, rnd.randint(1, 3)))
    parts = [rnd.choice(OPEN) + trade] + rnd.sample(MIDDLE, rnd.randint(2, 4)) + [rnd.choice(CLOSE)]
    return fill(rnd, "，".join(parts))


def template(rnd, trade):
    """A fixed text of some length with the slots still open."""
    return "，".join([rnd.choice(OPEN) + trade] + rnd.sample(MIDDLE, 6) + [rnd.choice(CLOSE)])


def vary(rnd, text, swaps):
    """The template with fresh numbers and `swaps` clauses exchanged."""
    parts = text.split("，")
    for _ in range(swaps):
        parts[rnd.randrange(1, len(parts) - 1)] = rnd.choice(MIDDLE)
    if rnd.random() < 0.3:
        parts[0] = rnd.choice(["✨", "❗", "🔥"]) + parts[0]
    return fill(rnd, "，".join(parts))


def trend(rnd, trade):
    return fill(rnd, rnd.choice(TRENDS), trade or "生活")
