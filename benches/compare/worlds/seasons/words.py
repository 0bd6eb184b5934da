"""Texts of notes: five sentences from banks; a brief fixes them for a week and writers depart from it."""

import random

OPEN = [
    "姐妹们看过来",
    "今天来聊聊",
    "被问了好多次的",
    "做了三年总结出来的",
    "终于等到了",
    "真心建议收藏",
    "避坑必看",
    "不吹不黑",
    "周末去体验了",
    "朋友推荐我的",
    "本地人才知道的",
    "后台好多人问",
    "第一次发",
    "上新啦",
    "老客户返图",
]
CLOSE = [
    "想了解的评论区见",
    "有问题可以问我",
    "喜欢的点个关注",
    "名额不多先到先得",
    "欢迎到店看看",
    "下期再讲细节",
    "大家怎么看",
    "记得收藏不迷路",
    "预约送小礼物",
    "今天就到这里",
    "觉得有用点个赞",
    "门店地址看主页",
]
ADJ = [
    "温柔",
    "高级",
    "实在",
    "精致",
    "省心",
    "耐看",
    "松弛",
    "专业",
    "划算",
    "干净",
    "细心",
    "小众",
    "耐用",
    "有质感",
    "靠谱",
]
THING = {
    "wedding": [
        "主纱",
        "婚礼布置",
        "跟妆",
        "三金",
        "旅拍套餐",
        "敬酒服",
        "手捧花",
        "婚礼跟拍",
        "草坪婚礼",
        "宴会厅",
    ],
    "decoration": [
        "全屋定制",
        "奶油风客厅",
        "小户型厨房",
        "防水工程",
        "无主灯",
        "旧房翻新",
        "预算清单",
        "衣柜",
        "瓷砖",
        "地板",
    ],
    "education": [
        "雅思课",
        "考研规划",
        "少儿编程",
        "书法班",
        "暑期托管",
        "一对一辅导",
        "口语陪练",
        "艺考集训",
        "公考班",
        "试听课",
    ],
    "beauty": [
        "水光护理",
        "皮肤管理",
        "美甲款式",
        "睫毛嫁接",
        "头皮养护",
        "精华套装",
        "面膜",
        "半永久眉",
        "轻医美",
        "粉底液",
    ],
    "fitness": [
        "私教课",
        "普拉提",
        "体态纠正",
        "产后修复",
        "团课",
        "瑜伽垫",
        "减脂餐",
        "拳击课",
        "月卡",
        "康复训练",
    ],
    "auto": [
        "新能源车",
        "试驾活动",
        "置换补贴",
        "贴膜",
        "改色",
        "二手车",
        "保养套餐",
        "充电桩",
        "家用SUV",
        "提车仪式",
    ],
    "realty": [
        "两居室",
        "学区房",
        "江景房",
        "整租公寓",
        "新盘样板间",
        "地铁口小区",
        "合租单间",
        "精装房",
        "洋房",
        "商铺",
    ],
    "apparel": [
        "针织开衫",
        "通勤套装",
        "羽绒服",
        "牛仔裤",
        "新中式上衣",
        "小白鞋",
        "连衣裙",
        "托特包",
        "防晒衣",
        "大衣",
    ],
    "travel": [
        "亲子酒店",
        "海岛跟团",
        "包车线路",
        "露营地",
        "温泉民宿",
        "自由行攻略",
        "研学营",
        "滑雪票",
        "古镇客栈",
        "签证代办",
    ],
    "": [
        "早餐",
        "小猫",
        "周末",
        "新书",
        "菜谱",
        "电影",
        "跑步",
        "阳台",
        "咖啡",
        "作业",
        "考试",
        "同事",
        "夜市",
        "散步",
    ],
}
FRAME = [
    "{a}的{t}真的可以",
    "{t}选{a}一点的不会错",
    "我家{t}做得特别{a}",
    "{n}天体验下来{t}比想象中{a}",
    "预算{n}百也能拿下{a}的{t}",
    "对比了{n}家，这家{t}最{a}",
    "关于{t}，{a}才是第一位",
    "{t}千万别只看价格，要看是不是{a}",
    "这次的{t}是{a}那一挂的",
    "{n}个细节看懂{t}够不够{a}",
    "上个月给客户做的{t}，{a}到不想走",
    "如果你也在看{t}，先记住{a}两个字",
    "从咨询到成交只用了{n}天，{t}很{a}",
    "师傅说{t}要做到{a}至少{n}道工序",
]
MARKS = ["", "～", "！", "！！", "✨", "❤️", "👍", "🔥", "。", "…"]
VIRAL = [
    "人生建议：一定要去一次{c}",
    "谁懂啊家人们，{c}今天的天空",
    "听劝！{c}还有什么好吃的",
    "打卡{c}第{n}天，主打一个随便走走",
    "原来{c}的秋天这么好看",
    "这个班不上也罢，下班直奔{c}夜市",
]


def sentence(rng, industry):
    return rng.choice(FRAME).format(a=rng.choice(ADJ), t=rng.choice(THING[industry]), n=rng.randrange(2, 60))


def base(rng, industry):
    return [
        rng.choice(OPEN),
        sentence(rng, industry),
        sentence(rng, industry),
        sentence(rng, industry),
        rng.choice(CLOSE),
    ]


class Brief:
    """A source of copy: head office, agency, or studio. New copy every week, two or three pieces a week."""

    def __init__(self, key, industry):
        self.key, self.industry, self.cache = key, industry, {}

    def piece(self, week, k):
        if (week, k) not in self.cache:
            r = random.Random("%s|%d|%d" % (self.key, week, k))
            self.cache[week, k] = base(r, self.industry)
        return self.cache[week, k]


REPLACE = {0: 0.03, 1: 0.28, 2: 0.62, 3: 0.85}


def write(rng, day, industry, city, brief, freedom):
    """A note's text. Without a brief it is the writer's own; freedom says how far copy is reworded."""
    if brief is None:
        if rng.random() < 0.06:
            return rng.choice(VIRAL).format(c=city[-2:], n=rng.randrange(2, 9))
        parts = base(rng, industry if rng.random() < 0.7 else "")
        if rng.random() < 0.4:
            parts = parts[1 : rng.randrange(2, 5)]
    else:
        industry = brief.industry
        parts = list(brief.piece(day // 7, rng.randrange(3)))
        q = REPLACE[freedom]
        for i in range(5):
            if rng.random() < q:
                parts[i] = (
                    rng.choice(OPEN) if i == 0 else rng.choice(CLOSE) if i == 4 else sentence(rng, industry)
                )
        if freedom and rng.random() < 0.3 * freedom:
            parts[1], parts[2] = parts[2], parts[1]
    text = "，".join(parts) + rng.choice(MARKS)
    if rng.random() < 0.4:
        text += " #" + city[-2:]
    return text
