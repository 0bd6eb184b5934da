"""Short notes in the manner of a lifestyle platform, from slots; and near copies of a given note."""
OPEN = ["姐妹们", "真的", "救命", "今天", "终于", "最近", "说实话", "上周", "周末", "第一次", "被问爆了", "记录一下", "分享", "宝子们"]
MID = {
    "家装": ["全屋定制", "小户型收纳", "厨房翻新", "半包报价", "瓷砖美缝", "奶油风客厅", "老房改造", "阳台封窗"],
    "医美": ["水光体验", "皮肤检测", "祛痘护理", "轻医美避坑", "面诊记录", "术后恢复", "抗衰方案", "光子嫩肤"],
    "教育": ["雅思备考", "少儿编程", "考研规划", "幼小衔接", "日语入门", "艺考集训", "留学申请", "公考上岸"],
    "汽车": ["新能源试驾", "提车作业", "置换补贴", "内饰改装", "首保记录", "落地价", "冬季续航", "二手车验车"],
    "婚庆": ["婚纱试纱", "户外婚礼", "旅拍路线", "三金挑选", "婚礼跟妆", "酒店对比", "订婚布置", "敬酒服"],
    "房产": ["刚需上车", "地铁盘", "二手房砍价", "样板间", "租房避雷", "学区分析", "公积金贷款", "收房验房"],
    "美妆": ["底妆教程", "口红试色", "敏感肌护肤", "防晒测评", "空瓶记", "眼影盘", "卸妆对比", "香水分享"],
    "餐饮": ["探店", "隐藏菜单", "火锅套餐", "下午茶", "新店试吃", "夜宵", "甜品", "社区小馆"],
    "健身": ["私教体验", "普拉提", "体态矫正", "减脂餐", "瑜伽打卡", "拳击课", "游泳班", "跑步装备"],
    "日常": ["遛狗", "追剧", "通勤穿搭", "租房布置", "带娃", "周边游", "做饭", "手帐", "养猫", "露营", "读书", "摄影"]}
FEEL = ["比想象中好", "性价比很高", "踩过坑才懂", "老板很实在", "细节满分", "建议收藏", "新手必看", "值得再来", "有点失望但还行",
        "全程没套路", "差点错过", "效果惊到我", "排队也值", "预算有限也能做", "朋友推荐的", "自己摸索出来的"]
TAIL = ["想了解的私我", "评论区见", "有问题可以问", "一起加油", "链接不放了", "下次更新后续", "地址放评论", "欢迎交流", "慢慢来",
        "名额不多", "月底前都有活动", "先到先得", "先记到这里", "不喜勿喷", "求推荐"]
PLACE = ["附近", "市中心", "老城区", "新区", "商场里", "地铁口", "小区门口", "线上", "朋友家", "公司楼下", "学校旁边", "郊外"]
INDUSTRIES = [k for k in MID if k != "日常"]
LEAD_INDUSTRIES = ["家装", "医美", "教育", "汽车", "婚庆", "房产", "健身"]
MARKS = ["!", "。", "~", "✨", "…", "👍", ",", " "]


def note(r, industry="日常"):
    """One note of an industry."""
    words = MID.get(industry, MID["日常"])
    n = r.choice((2, 2, 3, 4))
    body = r.choice(MARKS).join(f"{r.choice(PLACE)}{r.choice(words)}{r.choice(FEEL)}" for _ in range(n))
    num = f"花了{r.randrange(3, 900)}{r.choice(('块', '天', '分钟'))}" if r.random() < .4 else ""
    return f"{r.choice(OPEN)}{r.choice(MARKS)}{body}{r.choice(MARKS)}{num}{r.choice(TAIL)} #{r.choice(words)}"


def near_copy(r, text, strength=1):
    """The same note as another hand would post it: marks, an opener or a tail changed."""
    for _ in range(strength):
        u = r.random()
        if u < .4:
            text = r.choice(OPEN) + r.choice(MARKS) + text
        elif u < .7:
            text = text + r.choice(MARKS) + r.choice(TAIL)
        else:
            text = text.replace(r.choice(MARKS), r.choice(MARKS), 1)
    return text


def rewrite(r, text, industry):
    """A spun note: half of its pieces come from elsewhere."""
    other = note(r, industry)
    cut, cut2 = len(text) // 2, len(other) // 2
    return text[:cut] + other[cut2:] if r.random() < .5 else other[:cut2] + text[cut:]
