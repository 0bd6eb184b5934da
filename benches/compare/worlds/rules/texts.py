"""Notes: what people write, what headquarters prescribe, what crews copy."""

TOPIC = {
    "home_renovation": (
        "老房翻新 全屋定制 厨房改造 阳台封窗 水电验收 半包报价 美缝 收纳柜",
        "量房 预算 工期 设计师 板材 报价单",
    ),
    "wedding_photo": (
        "旅拍 婚纱照 跟拍 新中式礼服 海边外景 备婚 晚宴妆造 登记照",
        "档期 精修 样片 定金 化妆师 底片",
    ),
    "beauty_clinic": (
        "光子嫩肤 水光 祛斑 皮肤管理 脱毛 眼周护理 面诊 术后修复",
        "医生 疗程 体验价 恢复期 面诊单 资质",
    ),
    "real_estate": (
        "首套房 地铁盘 学区房 二手房避坑 公寓 样板间 看房日记 公积金",
        "首付 户型 带看 楼层 税费 贷款",
    ),
    "education": ("考研 雅思 少儿编程 公考上岸 自习室 寒暑假班 作文 口语", "试听 老师 课表 资料 测评 班型"),
    "travel": ("云南六日 海岛游 亲子营 自驾川西 包车 民宿 签证 周末短途", "行程 定制师 酒店 门票 淡季 司机"),
    "catering": ("探店 火锅 早茶 烘焙 咖啡 私房菜 烧烤 下午茶", "套餐 排队 新品 预约 停车 会员日"),
    "apparel": ("通勤穿搭 小个子 新中式 汉服 大码 针织 羊毛大衣 配色", "尺码 面料 上新 直播间 试穿 返场"),
    "auto": ("试驾 新能源 提车 贴膜 二手车 改装 充电 露营车", "落地价 置换 保险 续航 顾问 现车"),
    "dental": ("正畸 种植牙 洁牙 隐形牙套 儿牙 智齿 补牙 美白", "拍片 医生 方案 复诊 分期 口扫"),
    "fitness": ("减脂 普拉提 私教 产后修复 游泳 体态 拳击 瑜伽", "体验课 教练 打卡 体测 年卡 课程表"),
    "pets": ("布偶猫 柯基 洗护 寄养 疫苗 猫粮 训犬 绝育", "门店 医生 预约 接送 体检 会员"),
}
LIFE = (
    "早起 下雨天 加班 搬家 猫 阳台种菜 跑步 相亲 读书 生日 看海 做饭 带娃 逛公园 手账 追剧 考试 爬山".split()
)
OPEN = (
    "终于把{a}这件事办完了",
    "今天聊聊{a}",
    "{c}{a}真实记录",
    "被问了很多次的{a}",
    "第{n}次做{a}还是有收获",
    "姐妹们关于{a}我有话说",
    "给{c}的朋友整理{a}",
    "{a}踩过的坑都在这",
    "花了{n}天研究{a}",
    "在{c}做{a}是什么体验",
    "谁懂啊{a}也太治愈了",
    "{a}新手看这篇",
)
MID = (
    "{b}一定要先问清楚",
    "我们比较了{n}家才定",
    "{b}比想象中重要",
    "过程里{b}拖了{n}天",
    "朋友推荐的，{b}很靠谱",
    "前后大概{n}00块",
    "周末人多，建议避开",
    "{b}这一步别省",
    "如果重来我会先看{b}",
    "家里人起初不同意",
    "{c}这边价格差别挺大",
    "拍照光线好的时段是下午{n}点",
    "细节放在图{n}",
    "记得留好{b}",
    "心情从焦虑到放松",
    "当天还下了雨",
    "老板人很耐心",
    "{b}可以提前{n}天约",
)
END = (
    "有问题评论区见",
    "想了解的可以私我",
    "先写到这",
    "下次更新后续",
    "祝大家都顺利",
    "仅代表个人感受",
    "需要清单的留言",
    "收藏起来慢慢看",
    "欢迎来{c}找我",
    "明天继续加油",
)
VIRAL = (
    "原来人生是旷野不是轨道，把今天过好就很了不起，愿我们都有奔赴山海的勇气。",
    "答应我，三十岁以前一定要去看一次日落时的大海，风会告诉你答案。",
    "上班的第{n}天，精神状态良好，已经学会对着电脑微笑了。",
)
ALIKE = (
    ("终于", "总算"),
    ("一定要", "务必"),
    ("朋友", "小伙伴"),
    ("价格", "报价"),
    ("建议", "推荐"),
    ("过程", "流程"),
    ("重要", "关键"),
    ("今天", "这次"),
    ("看", "瞧"),
    ("可以", "能"),
)


def fill(r, s, topic, words, city):
    return s.format(a=r.choice(topic), b=r.choice(words), c=city, n=r.randint(2, 9))


def write(r, industry, city):
    """An ordinary note."""
    if industry in TOPIC:
        topic, words = (x.split() for x in TOPIC[industry])
    else:
        topic, words = LIFE, LIFE
    parts = [r.choice(OPEN)] + r.sample(MID, r.randint(2, 5)) + ([r.choice(END)] if r.random() < 0.7 else [])
    marks = r.choice(("，", "。", "！", " ", "\n"))
    text = marks.join(fill(r, p, topic, words, city) for p in parts)
    return text + ("" if r.random() < 0.5 else " #" + r.choice(topic) + " #" + r.choice(LIFE))


def viral(r):
    return r.choice(VIRAL).format(n=r.randint(2, 900)) + r.choice(("", "", "☀️", "共勉", " #治愈"))


def touch(r, text):
    """A light edit: a tag, a mark, a number."""
    x = r.random()
    if x < 0.3:
        return text
    if x < 0.6:
        return text + r.choice(("～", "！", "❤️", " 冲", "✨"))
    return text.replace("，", r.choice(("，", " ", "；")), 1) + " #" + r.choice(LIFE)


def rewrite(r, text):
    """What somebody does who has heard of the rule on copies: other words, other order."""
    for a, b in ALIKE:
        if r.random() < 0.6:
            text = text.replace(a, b)
    for m in ("。", "！", "\n", "，", " "):
        if m in text:
            parts = text.split(m)
            mid = parts[1:-1]
            r.shuffle(mid)
            text = r.choice(("，", "。", "！")).join(parts[:1] + mid + parts[-1:])
            break
    return text + r.choice(("", "", "✨", "，亲测"))


def honest_notes(w):
    """Everybody's notes, from how talkative an account is."""
    r = w.r
    for a in w.accounts:
        if a.chatty > 0:
            n = int(a.chatty * w.days * r.uniform(0.1, 1.2) + r.random())
            for _ in range(n):
                if a.kind == "personal" and r.random() < 0.03:
                    text = viral(r)
                else:
                    text = write(r, a.industry, a.region)
                w.note(a, r.uniform(0, w.days), text)


def staff_copy(w):
    """Headquarters and agencies hand copy to staff; some paste it, some rewrite it."""
    r = w.r
    for f in w.firms:
        if not f.copy:
            continue
        for _ in range(r.randint(2, 6)):
            text, t = write(r, f.industry, f.city), r.uniform(0, w.days - 3)
            for a, _p, t0, t1 in f.staff:
                if r.random() < 0.5 and t0 <= t < (t1 if t1 is not None else 1e9):
                    w.note(
                        a, t + r.expovariate(0.8), touch(r, text) if r.random() < 0.8 else rewrite(r, text)
                    )
                    if f.copy == "hq" and r.random() < 0.3:
                        w.story(a, "hq_copy_pasted")
