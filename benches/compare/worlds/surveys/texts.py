"""Words of notes, put together from small parts per line of business."""

GOODS = {
    "beauty_salon": ("补水护理", "皮肤管理", "美甲款式", "头皮养护", "睫毛嫁接"),
    "wedding_photo": ("森系婚纱照", "旅拍套餐", "领证跟拍", "中式婚照", "亲子写真"),
    "renovation": ("老房翻新", "全屋改造", "奶油风装修", "厨房改造", "半包报价"),
    "education": ("雅思冲刺", "考研规划", "少儿编程", "成人英语", "艺考集训"),
    "dental": ("隐形矫正", "洗牙体验", "种植牙咨询", "儿童涂氟", "牙齿贴面"),
    "real_estate": ("地铁口两房", "学区小户型", "新盘样板间", "租房笋盘", "二手急售"),
    "auto_dealer": ("新能源试驾", "置换补贴", "家用SUV", "二手车评估", "提车流程"),
    "fitness": ("私教体验", "普拉提小班", "减脂营", "瑜伽周卡", "体态评估"),
    "clothing": ("通勤穿搭", "小个子连衣裙", "新中式外套", "换季牛仔", "上新合集"),
    "furniture": ("定制衣柜", "真皮沙发", "实木餐桌", "儿童床", "软装搭配"),
    "insurance": ("重疾配置", "少儿医疗险", "年金规划", "意外险清单", "家庭保单整理"),
    "travel": ("川西小团", "海岛亲子", "周末民宿", "云南六日", "签证攻略"),
    "agency": ("账号诊断", "内容排期", "探店拍摄", "选题会", "投放复盘"),
    "unlicensed_beauty": ("水光体验", "线雕改善", "瘦脸咨询", "祛斑方案", "双眼皮案例"),
    "study_abroad": ("英硕申请", "文书润色", "保录取咨询", "港硕规划", "背景提升"),
    "micro_shop": ("大牌平替", "工厂尾货", "一件代发", "减肥代餐", "护肤套盒"),
    "loans": ("征信修复", "公积金提取", "车抵咨询", "经营周转", "负债优化"),
}
GREY = ("unlicensed_beauty", "study_abroad", "micro_shop", "loans")
OPEN = (
    "最近好多姐妹问{g}",
    "在{c}做{g}第{n}年了",
    "{g}到底值不值",
    "今天给大家说说{g}",
    "真心建议先了解{g}再决定",
    "{c}想做{g}的看过来",
    "被问爆的{g}来了",
    "整理了{n}条{g}经验",
    "第一次{g}别踩坑",
    "客户反馈的{g}效果",
)
MID = (
    "价格透明不套路",
    "全程一对一跟进",
    "现场有{n}组案例可以看",
    "先看再定不着急",
    "预算有限也能安排",
    "我们店在{c}老城区",
    "细节都拍给你看",
    "周末名额不多了",
    "流程大概{n}天",
    "对比过好几家才选的",
    "老客户介绍有小礼物",
    "新人也能听懂",
)
END = (
    "有问题评论区见",
    "想了解的可以私信我",
    "附上清单请收藏",
    "到店报暗号有惊喜",
    "仅供参考理性选择",
    "下期继续更新",
    "戳主页看更多",
    "欢迎来聊",
)
LIFE = (
    "周末去了{c}的小店，咖啡不错",
    "今天下班路上的晚霞",
    "第{n}次做饭翻车记录",
    "养猫日记第{n}天",
    "求推荐{c}好吃的火锅",
    "减肥打卡第{n}天，喝水跑步",
    "这部剧后半段有点失望",
    "租房搬家的{n}个教训",
    "宿舍收纳小改造",
    "带娃去公园玩泥巴",
    "攒钱计划第{n}周",
    "朋友结婚当伴娘的一天",
    "考试周图书馆占座",
    "新买的相机试拍{c}",
    "奶奶做的梅干菜太香了",
    "地铁上看到的可爱小狗",
    "五块钱的早餐测评",
)
MOOD = (
    "",
    "，开心",
    "，记录一下",
    "，哈哈哈",
    "～",
    "，有同感的吗",
    "，今天也加油",
    "，随手拍",
    "，真的会谢",
    "！",
)
TREND = "不必太纠结当下，也不必太忧虑未来，经历过一些事情，眼前的风景已经和从前不一样了"


def advert(r, trade, city):
    """A commercial note."""
    g = r.choice(GOODS.get(trade) or GOODS["clothing"])
    parts = [r.choice(OPEN), *r.sample(MID, r.choice((1, 2, 3))), r.choice(END)]
    return "，".join(parts).format(g=g, c=city, n=r.randrange(2, 40)) + r.choice(("", "。", "！", " #" + g))


def life(r, city):
    """A note about nothing in particular; now and then a line that everybody copies."""
    if r.random() < 0.012:
        return TREND
    return r.choice(LIFE).format(c=city, n=r.randrange(1, 60)) + r.choice(MOOD)


def twist(r, text):
    """The same text with the touches by which people hide that they copied it."""
    if r.random() < 0.5:
        text = text.replace("，", r.choice((" ", "！", "～")), r.choice((1, 2)))
    if r.random() < 0.5:
        text = text.replace("可以", r.choice(("都可", "能"))).replace("我们", "咱们")
    return text + r.choice(("", "。", "～", "❤", "！", "✨", str(r.randrange(10))))


def write_notes(w):
    """Honest notes: life, trade, what headquarters and brands hand out."""
    r = w.rng("notes")
    brand = {}
    for acc in w.accounts:
        if not acc.stints:
            continue
        d0, d1 = min(s.d0 for s in acc.stints), max(s.d1 for s in acc.stints)
        if d1 <= d0:
            continue
        rate = {"personal": 0.016, "professional": 0.09, "kos": 0.055, "enterprise": 0.08}[acc.kind]
        n = int((d1 - d0) * rate * r.lognormvariate(-0.4, 0.9) + r.random())
        f = acc.firm
        for _ in range(min(n, 60)):
            day = r.randrange(d0, d1)
            if day >= w.days:
                continue
            if f and r.random() < (0.8 if acc.created or acc.kind == "enterprise" else 0.45):
                text = advert(r, f.industry, f.city)
                if f.brand is not None and r.random() < 0.3:
                    text = brand.setdefault((f.industry, f.brand, day // 20), text)
                elif f.central and r.random() < 0.6:
                    text = twist(r, brand.setdefault((f.acc.id, day // 6), text))
            elif acc.kind == "professional" and r.random() < 0.4:
                text = advert(r, r.choice(("clothing", "travel", "beauty_salon", *GREY)), acc.region)
            else:
                text = life(r, acc.region)
            w.notes.append((acc, day, r.randrange(25000, 86000), text))
    w.honest_notes = len(w.notes)
