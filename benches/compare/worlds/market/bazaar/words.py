"""What people write: trade notes from a few hundred pieces, and everyday chatter."""

TRADES = {
    "装修": (("全屋定制", "老房翻新", "厨房改造", "小户型收纳", "验房"), (60, 200)),
    "医美": (("光子嫩肤", "水光", "皮肤管理", "祛斑", "轮廓"), (80, 300)),
    "婚纱摄影": (("旅拍", "婚纱照", "领证跟拍", "中式婚照", "轻婚纱"), (40, 120)),
    "汽车": (("新能源试驾", "置换补贴", "提车作业", "二手车", "贴膜"), (30, 90)),
    "教育": (("考研", "少儿英语", "成人学历", "考公", "编程"), (20, 70)),
    "房产": (("刚需盘", "学区", "新房团购", "租房避坑", "法拍"), (50, 220)),
    "保险": (("重疾险", "教育金", "养老规划", "百万医疗", "车险"), (30, 100)),
    "家居": (("沙发", "床垫", "灯具", "窗帘", "地板"), (15, 60)),
    "旅游": (("三亚亲子", "云南小团", "定制游", "签证", "酒店套餐"), (15, 50)),
    "宠物": (("猫舍", "宠物医院", "洗护", "寄养", "狗粮"), (5, 25)),
    "美发": (("烫染", "接发", "头皮护理", "男士理发", "短发"), (5, 25)),
    "留学": (("英国硕士", "文书", "语言班", "澳洲预科", "选校"), (60, 240)),
}
OPENERS = (
    "姐妹们",
    "说句实话",
    "今天",
    "真的",
    "第一次",
    "终于",
    "周末",
    "避坑",
    "刚刚",
    "整理了",
    "干货",
    "记录一下",
)
MIDDLES = (
    "预算怎么定",
    "三个细节别忽略",
    "我踩过的坑",
    "前后对比",
    "价格表在图里",
    "流程走了一遍",
    "客户反馈",
    "怎么选不后悔",
    "新手必看",
    "我们店的日常",
    "师傅说的大实话",
    "省下不少",
)
ENDERS = (
    "想了解的可以问我",
    "评论区见",
    "私信发清单",
    "到店报小红薯",
    "有问题都可以聊",
    "先收藏",
    "仅供参考",
    "名额不多",
    "不踩雷",
    "",
)
DAILY = (
    "早餐",
    "加班",
    "猫",
    "娃睡了",
    "下雨",
    "健身打卡",
    "番茄炒蛋",
    "追剧",
    "种花",
    "露营",
    "爬山",
    "奶茶",
    "搬家",
    "做饭",
    "化妆",
    "读书笔记",
)
MOODS = (
    "好累",
    "开心",
    "无语",
    "很治愈",
    "随便拍拍",
    "还行吧",
    "绝了",
    "下次还来",
    "不推荐",
    "碎碎念",
    "记一下",
    "求推荐",
)
MARKS = ("", "", "！", "～", "✨", "🌿", "。", "🙂", "🔥", "…")


def trade_note(rng, trade, city):
    """A shop's or a salesperson's own note."""
    topic = rng.choice(TRADES[trade][0])
    return (
        f"{rng.choice(OPENERS)}{rng.choice(MARKS)}{city}{topic}{rng.choice(MIDDLES)}，"
        f"{rng.choice(MIDDLES)}{rng.choice(MARKS)}{rng.choice(ENDERS)}"
    )


def daily_note(rng):
    """Everyday chatter of somebody who sells nothing."""
    return (
        f"{rng.choice(DAILY)}{rng.choice(MARKS)}{rng.choice(DAILY)}和{rng.choice(DAILY)}，"
        f"{rng.choice(MOODS)}{rng.choice(MARKS)} {rng.choice(('', '', '第%d天' % rng.randrange(1, 99)))}"
    ).strip()


def brief(rng, trade):
    """A text that is handed out to many; the gaps are for the copyist's own words."""
    topic = rng.choice(TRADES[trade][0])
    parts = rng.sample(MIDDLES, 4)
    return (
        f"{{0}}{topic}攻略来啦{rng.choice(MARKS)}{parts[0]}、{parts[1]}，"
        f"{{1}}{parts[2]}，最后一条{parts[3]}，{rng.choice(ENDERS)}"
    )


def copied(rng, text, care):
    """A copy of a brief; careful people change more than the lazy ones."""
    note = text.format(
        rng.choice(OPENERS) if rng.random() < care else "姐妹们",
        rng.choice(MARKS) + (rng.choice(MOODS) if rng.random() < care else ""),
    )
    for a, b in (("来啦", "来了"), ("最后一条", "还有一点"), ("攻略", "心得"), ("、", "和")):
        if rng.random() < care * 0.6:
            note = note.replace(a, b)
    return note
