"""What people write: short notes put together from each writer's own habits."""

OPEN = ["今天", "刚刚", "说真的", "姐妹们", "家人们", "记录一下", "终于", "周末", "下班后", "昨天", "最近",
        "第一次", "老客户介绍", "被问了很多次", "忙了一整天", "不夸张", "实话实说", "新手必看", "避坑", "碎碎念"]
TOPIC = {
    "家装": ["全屋定制", "旧房翻新", "厨房改造", "水电验收", "小户型收纳", "瓷砖选购", "奶油风客厅", "阳台封窗"],
    "婚摄": ["外景婚纱照", "森系跟拍", "婚礼纪实", "登记照", "旅拍路线", "妆造搭配", "室内棚拍", "相册选片"],
    "医美": ["皮肤管理", "术后恢复", "光子项目", "面诊经验", "补水套餐", "轻医美清单", "医生排班", "敏感肌护理"],
    "教培": ["雅思备考", "少儿编程", "考研英语", "暑期班", "口语陪练", "一对一试听", "书法课", "作文提分"],
    "汽车": ["新车提车", "置换补贴", "试驾体验", "贴膜保养", "二手车检测", "电车续航", "选配清单", "年检流程"],
    "留学": ["英国申请", "港校面试", "文书修改", "签证材料", "选校定位", "语言班", "奖学金", "转专业"],
    "月子": ["月子餐", "产后修复", "新生儿护理", "参观房型", "通乳师", "入所清单", "宝宝抚触", "套餐对比"],
    "房产": ["新盘开放", "二手房看房", "学区规划", "公积金贷款", "验房收房", "商铺出租", "地铁盘", "首付预算"],
    "": ["做饭", "遛狗", "咖啡店", "跑步", "追剧", "露营", "穿搭", "通勤", "带娃", "养花", "考证", "拼图", "手账",
         "旧物出", "看展", "爬山", "夜市", "减脂餐", "护肤", "租房"],
}
MID = ["整体感觉比预期好", "价格还算透明", "踩了一个小坑", "流程其实不复杂", "细节很重要", "师傅很耐心", "排队有点久",
       "效果要看人", "对比了三家才定", "预算差不多刚好", "下次还想再来", "有几点想提醒", "准备了两个星期",
       "朋友推荐的果然不错", "现场比图片好看", "问清楚再决定", "前后花了小半天", "很多人忽略这一步",
       "不赶时间的可以等活动", "老人小孩都适合", "提前预约比较稳", "材料要带齐", "位置有点难找", "适合第一次的人"]
END = ["有问题留言", "想了解私我", "欢迎来店里坐坐", "慢慢更新", "仅供参考", "先收藏再说", "祝大家顺利", "晚安",
       "评论区见", "图片随手拍", "需要清单的说一声", "地址在主页", "明天继续", "太累了先睡", "谢谢信任", "下期再聊"]
MARK = ["", "", "～", "！", "🌿", "✨", "📍", "😂", "🙏", "❤️"]
WALK = ["在家附近", "路上", "店里", "朋友家", "公司楼下", "商场", "公园", "老城区", "新区", "河边"]


def voice(rng):
    """Habits of a writer: favourite openings, endings and marks."""
    return (rng.sample(OPEN, 5), rng.sample(END, 4), rng.choice(MARK), rng.sample(MID, 12))


def note(rng, habits, topic, city):
    o, e, m, mids = habits
    parts = [rng.choice(o), rng.choice(TOPIC[topic]) + rng.choice(("", "记录", "分享", "小结",
            "第%d天" % rng.randint(1, 60)))]
    if rng.random() < 0.5:
        parts.append(rng.choice((city, "")) + rng.choice(WALK))
    parts += rng.sample(mids, rng.randint(1, 3))
    if rng.random() < 0.3:
        parts.append("花了%d元" % (rng.randint(3, 900) * (10 if topic else 1)))
    parts.append(rng.choice(e))
    return "，".join(parts) + m


def script(rng, topic):
    """A text written once for many accounts."""
    t = rng.sample(TOPIC[topic], 2)
    return (f"{rng.choice(OPEN)}，{t[0]}和{t[1]}一次说清，" + "，".join(rng.sample(MID, 3))
            + f"，{rng.choice(END)}，名额{rng.randint(5, 60)}个")


def respell(rng, text, strength):
    """The same text retold: 0 as it is with a mark changed, 1 phrases exchanged, 2 mostly other words."""
    parts = text.split("，")
    for i in range(1, len(parts) - 1):
        if rng.random() < (0.04, 0.22, 0.6)[strength]:
            parts[i] = rng.choice(MID)
    if strength and rng.random() < 0.6:
        parts[0] = rng.choice(OPEN)
    if strength == 2:
        parts[-2] = rng.choice(END)
    return "，".join(parts) + rng.choice(MARK)
