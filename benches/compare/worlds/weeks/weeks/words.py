"""What people write: short notes with the tics of their trade and their mood."""

OPENERS = (
    "今天",
    "周末",
    "姐妹们",
    "下班后",
    "终于",
    "说实话",
    "第一次",
    "最近",
    "趁着假期",
    "被同事问爆的",
    "带娃间隙",
    "夜市收摊后",
)
DEEDS = {
    "家装": ("量完房出了三版方案", "工地水电验收", "客厅做无主灯", "旧房翻新完工"),
    "医美": ("科普热玛吉", "术后第七天记录", "面诊日常", "水光针怎么选"),
    "婚纱摄影": ("外景拍到日落", "选片选到眼花", "样片刚修好", "小众场景打卡"),
    "教培": ("期末复习提纲整理", "家长会讲了什么", "作文批改", "暑假班排课"),
    "汽车": ("提车作业", "试驾山路", "置换怎么算", "新款到店"),
    "房产": ("带看第五套", "签约日", "学区片区分析", "小户型改造"),
    "餐饮": ("新菜试吃", "凌晨备料", "宵夜爆单", "锅底升级"),
    "美业": ("手绘美甲", "睫毛护理", "头皮SPA", "皮肤管理打卡"),
}
PRIVATE = (
    "煮了番茄牛腩",
    "跑了五公里",
    "养的猫又拆家",
    "孩子终于睡了",
    "地铁上看完一本书",
    "逛了家楼下的超市",
    "阳台种的薄荷发芽",
    "买到很舒服的鞋",
    "改了简历",
    "回老家吃席",
)
CLOSERS = (
    "真的会谢",
    "先记录一下",
    "你们觉得呢",
    "评论区聊聊",
    "不踩雷",
    "下次还来",
    "慢慢来吧",
    "附上清单",
    "想要的留言",
    "明天继续",
    "私我领资料",
    "晚安",
)
TAGS = ("#日常", "#打工人", "#干货", "#本地生活", "#避坑", "#好物", "#探店", "#周末去哪")


def note(rng, trade=None):
    """An own note, typed on the way or in bed."""
    deed = rng.choice(DEEDS[trade]) if trade in DEEDS else rng.choice(PRIVATE)
    text = f"{rng.choice(OPENERS)}{deed}，{rng.choice(PRIVATE) + '，' if rng.random() < 0.3 else ''}{rng.choice(CLOSERS)}"
    if rng.random() < 0.5:
        text += f" {rng.randrange(2, 99)}{rng.choice(('分钟', '块', '天', '次'))}"
    return text + ("" if rng.random() < 0.4 else " " + rng.choice(TAGS))


def brief(rng, trade):
    """A longer text that headquarters or an agency writes once for many hands."""
    deed = rng.choice(DEEDS.get(trade, PRIVATE))
    return (
        f"{rng.choice(OPENERS)}{deed}！{rng.randrange(3, 12)}个细节告诉你为什么选我们，"
        f"前{rng.choice((20, 50, 88, 100))}名{rng.choice(('免费咨询', '送体验', '到店有礼', '立减' + str(rng.randrange(1, 20)) + '00元'))}，"
        f"{rng.choice(CLOSERS)} {rng.choice(TAGS)} {rng.choice(TAGS)}"
    )


def retouch(rng, text):
    """The copy that is not quite a copy: another mark, a flower, a swapped tag."""
    text = text.replace("！", rng.choice(("！", "!", "～", "。", "！！")))
    if rng.random() < 0.5:
        text = rng.choice(("✨", "🌸", "🔥", "哈喽，", "")) + text
    if rng.random() < 0.4:
        text = text.rsplit(" ", 1)[0] + " " + rng.choice(TAGS)
    return text


def write_notes(world, accounts):
    """Ordinary posting: many never write, some do every few days."""
    r, al = world.rng, world.almanac
    for acc in accounts:
        if r.random() > (0.5 if acc.kind in ("kos", "enterprise", "professional") else 0.2):
            continue
        first = max(0, acc.registered // 86400 + 1)
        for _ in range(min(25, int(r.expovariate(1 / 3.5)) + 1)):
            if first < al.days:
                day = r.randrange(first, al.days)
                world.post(
                    acc,
                    day * 86400 + r.triangular(7, 24, 20.5) * 3600,
                    note(r, acc.industry if acc.kind != "personal" else None),
                )
