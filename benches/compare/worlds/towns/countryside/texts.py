"""Notes as people write them: ordinary ones, house style, and scripts that are handed round."""

GOODS = {
    "装修": "全屋定制 旧房翻新 厨卫改造 水电报价 小户型收纳",
    "教育": "考研集训 少儿编程 专升本 雅思小班 作文课",
    "婚庆": "户外婚礼 婚纱跟拍 回门宴 三金置换 婚车",
    "汽车": "二手车置换 新能源试驾 车险续保 贴膜 落地价",
    "家具": "实木床 岩板餐桌 沙发 衣柜 出口尾货",
    "汉服": "马面裙 明制套装 儿童汉服 宋制褙子 披风",
    "家纺": "四件套 蚕丝被 婚庆床品 凉席 枕芯",
    "花木": "月季苗 多肉 绿化苗 盆景 茉莉",
    "陶瓷": "茶具 白瓷 盖碗 香器 餐具",
    "鞋服": "老爹鞋 童鞋 运动套装 尾单 冲锋衣",
    "农资": "番茄苗 滴灌带 大棚膜 有机肥 种子",
    "餐饮": "牛肉面 奶茶 烤鱼 团餐 早餐车",
    "美业": "皮肤管理 纹眉 美甲 头皮养护 产后修复",
    "房产": "学区房 公寓 商铺 二手房 法拍",
    "旅游": "包车 研学 民宿 海岛 古镇",
    "小商品": "年画 饰品 圣诞礼品 文具 收纳盒",
    "羊绒": "羊绒衫 围巾 大衣 纱线 披肩",
    "箱包": "书包 拉杆箱 女包 电脑包 帆布袋",
    "内衣": "睡衣 保暖套 文胸 家居服 棉袜",
    "泳装": "分体泳衣 温泉款 童泳 大码 防晒衣",
    "电器": "断路器 插座 充电桩 配电箱 小家电",
}
_OPEN = (
    "今天{town}又下雨了",
    "刚送走一位从外地来的客人",
    "做这行第{n}年",
    "朋友问得最多的一件事",
    "早上六点半开门",
    "没想到{town}也有这么多人喜欢",
    "昨天发错了一单",
    "赶完集回来",
    "说实话一开始我也不懂",
    "女儿帮我拍的视频",
    "淡季也不能闲着",
    "高铁上写几句",
    "上个月去看货",
    "答应过的对比来了",
)
_MID = (
    "{good}其实差别就在细节",
    "{good}我只推荐这{k}款",
    "很多人买{good}都踩过坑",
    "{good}的价格从{p}到{q}都有",
    "我自己家用的就是这款{good}",
    "{good}要看做工不要看牌子",
    "整理了{good}的{k}个问题",
    "{good}来了一批新的",
    "师傅做{good}做了{n}年",
    "老客户回购{good}最多",
    "{good}千万别图便宜",
    "拍了{k}张{good}的细节图",
)
_END = (
    "有问题评论区见",
    "想要清单的留言",
    "周末都在店里",
    "不急慢慢看",
    "欢迎来{town}玩",
    "月底前有活动",
    "看缘分",
    "下一篇讲尺寸",
    "谢谢大家支持",
    "谁懂啊",
    "明天继续",
    "先写到这儿",
    "照片没修图",
    "地址在主页",
    "孩子放学了先撤",
    "同行别来问了",
)
_LIFE = (
    "{town}的早饭谁能拒绝",
    "宿舍楼下的猫又胖了",
    "回老家第{k}天",
    "加班到{k}点的地铁",
    "厂里发的月饼",
    "终于把冬被晒了",
    "考研倒计时{n}天",
    "值夜班的第{k}杯咖啡",
    "工资到账先还花呗",
    "奶奶学会视频了",
    "快递站的一天",
    "抢到回{town}的票",
    "赶集买了{p}块钱的菜",
    "周末爬山",
    "小区停水{k}小时",
    "练车被骂",
)


def industries():
    """Trades that a firm can be in."""
    return list(GOODS)


def _fill(rng, pattern, town, industry):
    return pattern.format(
        town=town.county or town.city,
        n=rng.randint(2, 30),
        k=rng.randint(2, 12),
        p=rng.randint(8, 90),
        q=rng.randint(95, 3000),
        good=rng.choice(GOODS.get(industry, GOODS["餐饮"]).split()),
    )


def shop_note(rng, industry, town):
    """What somebody at a firm writes."""
    parts = [rng.choice(_OPEN)] + rng.sample(_MID, rng.choice((1, 2, 2, 3))) + [rng.choice(_END)]
    return rng.choice(("，", "。", "！")).join(_fill(rng, p, town, industry) for p in parts)


def life_note(rng, town):
    """What anybody writes."""
    parts = rng.sample(_LIFE, rng.choice((1, 1, 2))) + rng.sample(_END, rng.choice((0, 1)))
    return "，".join(_fill(rng, p, town, "餐饮") for p in parts)


def retouch(rng, text):
    """The same script by another hand: an emoji, a dropped mark, a new ending."""
    how = rng.randrange(4)
    if how == 0:
        return text
    if how == 1:
        return text + rng.choice(("✨", "🌸", "～", "！！", "💪", " #好物"))
    if how == 2:
        return text.replace("，", " ", 1)
    return text + "，" + rng.choice(_END).format(town="店里")
