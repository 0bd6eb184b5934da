"""Provinces, cities and county towns, and how their names are written."""

_MAP = {
    "广东": ("广州 深圳 东莞 佛山 揭阳", "揭阳:普宁 湛江:吴川 河源:龙川"),
    "浙江": ("杭州 宁波 金华 温州 嘉兴", "金华:义乌 嘉兴:桐乡 温州:乐清"),
    "江苏": ("南京 苏州 南通 无锡", "南通:海门 宿迁:沭阳 苏州:昆山"),
    "山东": ("济南 青岛 临沂 菏泽", "菏泽:曹县 临沂:沂水 潍坊:寿光"),
    "河南": ("郑州 洛阳 周口 商丘", "周口:沈丘 商丘:虞城 许昌:鄢陵"),
    "四川": ("成都 绵阳 南充", "南充:仪陇 达州:宣汉"),
    "湖南": ("长沙 衡阳 邵阳", "邵阳:邵东 郴州:桂阳"),
    "湖北": ("武汉 襄阳 荆州", "天门:天门 黄冈:麻城"),
    "安徽": ("合肥 阜阳 芜湖", "阜阳:临泉 安庆:怀宁"),
    "福建": ("福州 厦门 泉州 莆田", "泉州:晋江 泉州:德化"),
    "河北": ("石家庄 保定 邢台", "保定:高碑店 邢台:清河"),
    "江西": ("南昌 赣州", "赣州:南康 上饶:鄱阳"),
    "贵州": ("贵阳 遵义", "毕节:织金"),
    "广西": ("南宁 柳州", "玉林:博白"),
    "云南": ("昆明 大理", "曲靖:宣威"),
    "陕西": ("西安 咸阳", "渭南:蒲城"),
    "辽宁": ("沈阳 大连", "葫芦岛:兴城"),
    "黑龙江": ("哈尔滨 齐齐哈尔", "绥化:海伦"),
    "海南": ("海口 三亚", "儋州:儋州"),
    "新疆": ("乌鲁木齐 喀什", "喀什:莎车"),
    "上海": ("上海", ""),
    "北京": ("北京", ""),
    "重庆": ("重庆", "重庆:云阳"),
    "天津": ("天津", ""),
}
_METROS = {
    "广州",
    "深圳",
    "杭州",
    "南京",
    "苏州",
    "成都",
    "武汉",
    "上海",
    "北京",
    "重庆",
    "郑州",
    "西安",
    "东莞",
    "佛山",
    "宁波",
    "厦门",
    "长沙",
}
_OCTETS = [
    36,
    39,
    42,
    49,
    58,
    59,
    60,
    61,
    101,
    106,
    110,
    111,
    112,
    113,
    114,
    115,
    116,
    117,
    118,
    119,
    120,
    121,
    122,
    123,
    124,
    125,
    171,
    175,
    180,
    182,
    183,
    218,
    219,
    220,
    221,
    222,
    223,
]

# Belts: towns that live from one trade, and the trade.
BELTS = {
    "曹县": "汉服",
    "义乌": "小商品",
    "南康": "家具",
    "邵东": "打火机箱包",
    "清河": "羊绒",
    "德化": "陶瓷",
    "晋江": "鞋服",
    "海门": "家纺",
    "桐乡": "毛衫",
    "沭阳": "花木",
    "高碑店": "箱包",
    "普宁": "内衣",
    "兴城": "泳装",
    "乐清": "电器",
    "虞城": "卷尺",
    "鄢陵": "花木",
    "寿光": "农资",
}


class Town:
    """A city or a county town with its address blocks."""

    def __init__(self, rng, province, city, county, capital):
        self.province, self.city, self.county, self.capital = province, city, county, capital
        self.kind = "county" if county else ("metro" if city in _METROS else "city")
        count = {"metro": 9, "city": 4, "county": 2}[self.kind]
        self.blocks = [(rng.choice(_OCTETS), rng.randrange(256)) for _ in range(count)]
        self.v6 = rng.randrange(0x1000, 0xFFFF)
        self.belt = BELTS.get(county)
        short = province if province == city else province + city
        self.short = short
        self.full = (f"{city}市" if province == city else f"{province}省{city}市") + (
            f"{county}县" if county and county != city else ""
        )
        self.deep = short + (county if county and county != city else "")

    def declared(self, rng):
        """The region that somebody typed: at whatever depth they felt like."""
        return rng.choice(
            (
                self.short,
                self.short,
                self.short,
                self.province,
                self.city,
                self.deep,
                self.full,
                self.county or self.city,
            )
        )

    def v4(self, number):
        """An address of the town for a number; neighbours in number are far apart."""
        mixed = (number * 2654435761) & 0xFFFFFFFF
        a, b = self.blocks[(mixed >> 16) % len(self.blocks)]
        return f"{a}.{b}.{mixed >> 24}.{1 + (mixed >> 5) % 254}"


class Country:
    """All towns, with pickers by kind."""

    def __init__(self, rng):
        self.towns = []
        for province, (cities, counties) in _MAP.items():
            capital = cities.split()[0]
            for city in cities.split():
                self.towns.append(Town(rng, province, city, "", capital))
            for pair in counties.split():
                city, county = pair.split(":")
                self.towns.append(Town(rng, province, city, county, capital))
        self.by_kind = {kind: [t for t in self.towns if t.kind == kind] for kind in ("metro", "city", "county")}
        self.belts = [t for t in self.towns if t.belt]
        self._by_name = {t.county or t.city: t for t in self.towns}

    def named(self, name):
        """The town of that name."""
        return self._by_name[name]

    def any(self, rng):
        """Where an ordinary user lives."""
        kind = rng.choices(("metro", "city", "county"), (50, 27, 23))[0]
        return rng.choice(self.by_kind[kind])

    def county(self, rng):
        """A county town."""
        return rng.choice(self.by_kind["county"])

    def metro(self, rng):
        """A big city."""
        return rng.choice(self.by_kind["metro"])

    def other(self, rng, town, kind=None):
        """A different town, of a kind if asked."""
        while True:
            pick = rng.choice(self.by_kind[kind]) if kind else self.any(rng)
            if pick is not town:
                return pick
