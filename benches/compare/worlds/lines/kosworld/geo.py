"""Cities with the weight of their users, and the provinces that carry their networks."""

CITIES = [
    ("上海", "上海", 80),
    ("北京", "北京", 70),
    ("广东", "广州", 55),
    ("广东", "深圳", 60),
    ("广东", "佛山", 16),
    ("广东", "东莞", 18),
    ("广东", "揭阳", 5),
    ("广东", "湛江", 5),
    ("浙江", "杭州", 52),
    ("浙江", "宁波", 17),
    ("浙江", "金华", 14),
    ("浙江", "温州", 12),
    ("江苏", "南京", 28),
    ("江苏", "苏州", 30),
    ("江苏", "徐州", 8),
    ("江苏", "宿迁", 4),
    ("四川", "成都", 48),
    ("四川", "绵阳", 5),
    ("四川", "达州", 4),
    ("重庆", "重庆", 36),
    ("湖北", "武汉", 32),
    ("湖北", "黄冈", 4),
    ("湖南", "长沙", 26),
    ("湖南", "邵阳", 4),
    ("河南", "郑州", 26),
    ("河南", "周口", 5),
    ("河南", "洛阳", 7),
    ("山东", "济南", 15),
    ("山东", "青岛", 18),
    ("山东", "临沂", 8),
    ("陕西", "西安", 28),
    ("福建", "厦门", 16),
    ("福建", "福州", 14),
    ("福建", "莆田", 5),
    ("安徽", "合肥", 17),
    ("安徽", "阜阳", 5),
    ("江西", "南昌", 10),
    ("江西", "赣州", 4),
    ("辽宁", "沈阳", 13),
    ("辽宁", "大连", 10),
    ("黑龙江", "哈尔滨", 10),
    ("吉林", "长春", 8),
    ("天津", "天津", 16),
    ("河北", "石家庄", 11),
    ("河北", "保定", 6),
    ("山西", "太原", 8),
    ("云南", "昆明", 13),
    ("贵州", "贵阳", 9),
    ("广西", "南宁", 10),
    ("广西", "玉林", 4),
    ("海南", "海口", 5),
    ("甘肃", "兰州", 5),
    ("内蒙古", "呼和浩特", 4),
    ("新疆", "乌鲁木齐", 5),
    ("宁夏", "银川", 3),
]
HOMETOWNS = [
    "揭阳",
    "湛江",
    "宿迁",
    "徐州",
    "达州",
    "绵阳",
    "黄冈",
    "邵阳",
    "周口",
    "临沂",
    "阜阳",
    "赣州",
    "保定",
    "玉林",
    "莆田",
    "洛阳",
]
ABROAD = ["中国香港", "日本", "新加坡", "美国", "英国", "澳大利亚", "加拿大"]

NAMES = [city for _, city, _ in CITIES]
WEIGHTS = [weight for _, _, weight in CITIES]
PROVINCE = {city: province for province, city, _ in CITIES}
CAPITAL = {}
for _province, _city, _ in CITIES:
    CAPITAL.setdefault(_province, _city)
CAPITAL.update({"江苏": "南京", "山东": "济南", "福建": "福州"})


def label(city):
    """The region as the platform's address database writes it."""
    province = PROVINCE.get(city, city)
    return city if province == city else f"{province}-{city}"


def any_city(rng):
    """A city by its number of users."""
    return rng.choices(NAMES, WEIGHTS)[0]


def other_city(rng, city):
    """Some other city, more often in the same province."""
    siblings = [c for c in NAMES if PROVINCE[c] == PROVINCE.get(city) and c != city]
    if siblings and rng.random() < 0.3:
        return rng.choice(siblings)
    while True:
        pick = any_city(rng)
        if pick != city:
            return pick
