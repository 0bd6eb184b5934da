"""Notes. Sentences with slots; a `Copy` is a ready-made text that several accounts post with small edits."""

GOODS = {
    "装修": [
        "奶油风客厅",
        "旧房翻新",
        "小户型收纳",
        "全屋定制柜",
        "岩板餐桌",
        "隐形门",
        "厨房水槽",
        "无主灯设计",
        "阳台改造",
    ],
    "婚摄": ["旅拍婚纱照", "法式纪实跟拍", "夜景婚纱", "中式秀禾", "领证照", "海边外景", "孕妇照", "全家福"],
    "医美": ["皮肤管理", "光子嫩肤", "轮廓咨询", "牙齿矫正", "植发", "祛斑疗程", "水光护理"],
    "汽车": ["二十万级纯电SUV", "混动轿车", "试驾体验", "置换补贴", "儿童座椅安装", "车载冰箱", "车险续保"],
    "房产": ["地铁口两居", "学区三房", "公寓长租", "毛坯大平层", "法拍房", "江景复式", "首付方案"],
    "教育": ["考研英语", "少儿编程", "雅思口语", "公考面试", "书法课", "专升本", "钢琴陪练"],
    "珠宝": ["翡翠平安镯", "培育钻戒", "黄金手链", "和田玉吊坠", "珍珠项链", "旧金换款"],
    "美妆": ["油皮粉底液", "早C晚A", "眉笔", "敏感肌面霜", "洗发水", "口红试色", "防晒"],
    "母婴": ["恒温水壶", "婴儿推车", "月子中心", "辅食", "早教班", "安抚玩具", "待产包"],
    "旅行": ["云南小团", "亲子营地", "海岛机酒", "川西自驾", "邮轮", "古镇民宿", "签证代办"],
    "健身": ["普拉提私教", "减脂餐", "瑜伽年卡", "体态评估", "拳击体验课", "游泳课"],
    "服装": ["通勤西装", "新中式上衣", "梨形身材牛仔裤", "小个子穿搭", "羊绒大衣", "亲子装"],
    "生活": [
        "周末早午餐",
        "租房布置",
        "养猫日常",
        "公园散步",
        "追剧",
        "手帐",
        "烘焙",
        "骑行",
        "露营",
        "二手书",
        "咖啡探店",
    ],
}
INDUSTRIES = [k for k in GOODS if k != "生活"]
OPEN = [
    "终于把{g}这件事弄明白了",
    "很多人问我{g}",
    "坐标{c}，说说{g}",
    "拖了{n}个月，{g}有结果了",
    "{g}，真不是随便选选就行",
    "上周陪{p}去看{g}",
    "今天的主题是{g}",
    "忍不住来分享{g}",
    "预算{m}做{g}，够不够？",
    "{c}的姐妹看过来，{g}",
    "第一次接触{g}，有点紧张",
    "如果重来一次，{g}我会这样做",
    "{p}给我推荐的{g}",
    "下班路上顺便聊聊{g}",
]
MID = [
    "前后跑了{n}家，价格从{m}到翻倍都有",
    "最怕的是低价进门再一项项加钱",
    "老板人挺实在，没有一直推销",
    "细节拍了{n}张图放在后面",
    "比网上看到的要{a}一些",
    "{p}一开始不同意，看完就真香了",
    "从预约到完成一共{n}天",
    "颜色比想象中{a}，灯光下更明显",
    "有个小插曲，第{n}天下雨改期了",
    "我列了一张表，照着问就不会漏",
    "做之前一定要问清楚售后",
    "总价{m}，没有额外费用",
    "地方不大，胜在{a}",
    "排队大概{n}分钟，周末人会更多",
    "客服回复很快，晚上也在",
    "试了{n}次才找到合适的",
    "邻居家做的是另一种，对比下来还是这个{a}",
    "材料都能当面看，放心不少",
    "{c}这边普遍比隔壁城市贵一点",
    "新手建议从最基础的开始",
    "踩过的坑：没有提前量尺寸",
    "踩过的坑：没看合同第{n}条",
    "细心的人会发现边角处理得很{a}",
    "用了{n}周，目前没有后悔",
    "同事看到以后也去约了",
    "家里老人也觉得{a}",
    "如果赶时间可以选加急，多{m}",
]
END = [
    "想了解的可以留言",
    "有问题私信我，看到都会回",
    "仅代表个人感受",
    "先记录到这里，后续再更",
    "收藏起来慢慢看",
    "名额不多，先到先得",
    "你们会怎么选？",
    "祝大家都顺利",
    "下一篇写{g}的避雷",
    "需要清单的扣1",
    "地址放评论区了",
    "谢谢一直看我碎碎念的朋友",
]
ADJ = ["安静", "高级", "耐看", "实用", "舒服", "清爽", "温柔", "结实", "热闹", "省心", "亮堂", "贴心"]
WHO = ["我妈", "闺蜜", "室友", "老公", "女朋友", "同事", "表姐", "客户", "邻居", "学妹"]
MONEY = ["三百", "五百", "一千出头", "两千", "三千八", "六千", "一万二", "两万", "五万", "八万", "十五万"]


def _fill(rng, s, topic, city):
    return s.format(
        g=rng.choice(GOODS[topic]),
        c=city,
        n=rng.randint(2, 19),
        m=rng.choice(MONEY),
        a=rng.choice(ADJ),
        p=rng.choice(WHO),
    )


def sentences(rng, topic, city):
    body = rng.sample(MID, rng.randint(2, 6))
    return [_fill(rng, s, topic, city) for s in [rng.choice(OPEN)] + body + [rng.choice(END)]]


def dress(rng, parts, topic):
    text = rng.choice(("，", "。", "！", "\u2728", " ")).join(parts[:2])
    if len(parts) > 2:
        text += rng.choice(("。", "，", "！")) + "。".join(parts[2:])
    if rng.random() < 0.6:
        text += "".join(f" #{t}" for t in rng.sample(GOODS[topic], rng.randint(1, 3)))
    return text


class Own:
    """Somebody's own writing about one topic."""

    __slots__ = ("topic", "city")

    def __init__(self, topic, city):
        self.topic, self.city = topic, city

    def make(self, rng, city=None):
        return dress(rng, sentences(rng, self.topic, self.city), self.topic)


class Copy:
    """A few master texts. `loose` = share of sentences each poster replaces or drops."""

    __slots__ = ("topic", "masters", "loose", "city")

    def __init__(self, rng, topic, city, n=3, loose=0.1):
        self.topic, self.city, self.loose = topic, city, loose
        self.masters = [sentences(rng, topic, city) for _ in range(n)]

    def make(self, rng, city=None):
        parts = []
        for s in rng.choice(self.masters):
            u = rng.random()
            if u < self.loose * 0.4 and len(parts) > 1:
                continue
            if u < self.loose:
                s = _fill(rng, rng.choice(MID), self.topic, self.city)
            parts.append(s)
        return dress(rng, parts, self.topic)
