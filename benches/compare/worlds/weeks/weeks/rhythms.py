"""Timetables: what an hour of the week is for, in each kind of life.

A slot is (from hour, to hour, place, weight); hours past 24 run into the
next morning.  `shifts` rotate by week or by day, `rest` is the day off.
"""

from itertools import accumulate

H, W, M = "home", "work", "mobile"


class Rhythm:
    """One kind of week."""

    def __init__(self, shifts, off, rest=(5, 6), turn=7, work_weight=1.0, off_weight=1.2):
        self.shifts = [self._pack(s) for s in shifts]
        self.off = self._pack(off)
        self.rest, self.turn = rest, turn
        self.work_weight, self.off_weight = work_weight, off_weight

    @staticmethod
    def _pack(slots):
        return list(slots), list(accumulate(s[3] for s in slots))

    def slots(self, almanac, day, offset):
        """The slots of a day for somebody whose rota is shifted by `offset`."""
        if almanac.is_rest(day, self.rest):
            return self.off
        return self.shifts[((day + offset) // self.turn) % len(self.shifts)]


LAZY = [(9, 12, H, 3), (12, 14, H, 2), (14, 18, M, 2), (18, 20, M, 1), (20, 24.5, H, 5)]
RHYTHMS = {
    "office": Rhythm(
        [[(7.3, 9.2, M, 3), (12, 13.5, W, 4), (15, 16, W, 1), (18, 19.7, M, 3), (20.5, 24, H, 6)]], LAZY
    ),
    "overtime": Rhythm(
        [[(9, 10.3, M, 2), (12, 13.7, W, 3), (18, 19, W, 2), (21, 23, M, 2), (23, 25.5, H, 4)]],
        [(10.5, 14, H, 4), (15, 19, M, 2), (21, 26, H, 5)],
        rest=(6,),
    ),
    "school_run": Rhythm([[(7.4, 8.2, M, 3), (9, 11, H, 3), (15.8, 16.8, M, 4), (21.2, 23.2, H, 5)]], LAZY),
    "shop_rota": Rhythm(
        [
            [(8, 9, M, 2), (9, 11, W, 2), (13, 15.5, W, 3), (17, 18, M, 1), (20, 23, H, 4)],
            [(10, 13, H, 3), (14, 17, W, 2), (19, 21.5, W, 2), (22, 22.6, M, 2), (23, 25, H, 4)],
        ],
        LAZY,
        rest=(1,),
        turn=1,
    ),
    "salesroom": Rhythm(
        [[(8.5, 9.5, M, 1), (10, 12, W, 3), (14, 17.5, W, 4), (19, 20, M, 1), (21, 23.5, H, 3)]],
        [(10, 12, H, 2), (14, 17, M, 2), (20, 23, H, 3)],
        rest=(2,),
    ),
    "night_market": Rhythm(
        [[(11.5, 14, H, 3), (15, 17, M, 2), (17.5, 22, M, 3), (24.5, 26.5, H, 4)]],
        [(12, 16, H, 3), (19, 25, H, 4)],
        rest=(0,),
    ),
    "line_worker": Rhythm(
        [
            [(7, 8, M, 1), (12, 12.8, M, 3), (17.2, 18, M, 2), (20.5, 23.5, H, 6)],
            [(9, 11, H, 3), (16, 19, H, 4), (19.2, 20, M, 2), (24, 24.8, M, 3)],
        ],
        [(10, 15, H, 3), (16, 24, H, 5)],
        rest=(6,),
        turn=14,
    ),
    "nurse": Rhythm(
        [
            [(6.8, 7.6, M, 2), (12.5, 13.5, W, 2), (17, 18, M, 1), (20, 22.5, H, 4)],
            [(9, 14, H, 4), (15, 15.8, M, 2), (20, 20.7, W, 1), (24, 25.5, H, 3)],
            [(15, 19, H, 3), (23, 23.8, M, 1), (26, 29, W, 3)],
            [(8, 9, M, 2), (16, 23, H, 4)],
        ],
        LAZY,
        rest=(),
        turn=1,
    ),
    "rider": Rhythm(
        [[(9.5, 10.7, M, 2), (14, 16.5, M, 6), (20.8, 22, M, 2), (22.5, 24.5, H, 3)]],
        [(11, 16, H, 3), (19, 24, H, 4)],
        rest=(3,),
    ),
    "student": Rhythm(
        [[(7.6, 8.2, M, 1), (10, 10.3, M, 2), (11.8, 13.5, H, 4), (17, 18.5, M, 2), (21.5, 25, H, 7)]],
        [(10.5, 14, H, 4), (15, 20, M, 2), (21, 26, H, 6)],
    ),
    "retired": Rhythm(
        [[(5.3, 7, H, 4), (9, 11, M, 2), (14.5, 16.5, H, 4), (19.5, 21.3, H, 4)]],
        [(6, 8, H, 2), (14, 17, H, 2), (19, 21.5, H, 3)],
    ),
    "host": Rhythm(
        [[(12, 14.5, H, 3), (16, 18.5, W, 3), (19, 24, W, 5), (24.5, 27, H, 3)]],
        [(13, 18, H, 2), (20, 27, H, 3)],
        rest=(0,),
    ),
    "tutor": Rhythm(
        [[(10, 12, H, 3), (14, 16, M, 2), (17, 17.7, W, 2), (21, 23.5, H, 4)]],
        [(7.5, 8.3, M, 2), (12, 13, W, 3), (18.5, 21, M, 2), (21.5, 24, H, 2)],
        off_weight=0.8,
    ),
    "trucker": Rhythm([[(5, 6, M, 2), (11.5, 13, M, 3), (19, 23, M, 5)]], [(8, 22, H, 5)], rest=(6,)),
    "farmer": Rhythm([[(5.5, 7, H, 2), (11.5, 14, H, 4), (18.5, 21.5, H, 4)]], [(8, 21, H, 4)], rest=(6,)),
    "boss": Rhythm(
        [[(9, 11.5, W, 3), (14, 17, M, 3), (17, 19, W, 2), (22, 24, H, 3)]],
        [(10, 12, W, 2), (15, 18, M, 2), (21, 24, H, 2)],
        rest=(6,),
        off_weight=0.7,
    ),
    "desk_clerk": Rhythm([[(9.1, 11.8, W, 6), (13.4, 17.9, W, 7)]], [(10, 11, W, 1)], off_weight=0.05),
    "studio_day": Rhythm(
        [[(9.5, 12, W, 5), (13.3, 18.5, W, 7), (19.5, 21, W, 2)]], [(11, 17, W, 3)], rest=(6,), off_weight=0.3
    ),
    "studio_night": Rhythm([[(19, 24, W, 5), (24, 27.5, W, 4)]], [(20, 26, W, 3)], rest=(0,), off_weight=0.4),
    "moonlight": Rhythm(
        [[(12.1, 13.4, M, 2), (20.5, 24.3, H, 6)]], [(10, 12, H, 2), (15, 23, H, 4)], off_weight=1.5
    ),
    "between_classes": Rhythm(
        [[(12, 13.5, H, 3), (15.5, 17, H, 2), (20, 23, H, 4)]], [(14, 23, H, 3)], off_weight=0.5
    ),
    "nap_time": Rhythm([[(12.8, 15, H, 5), (21, 23, H, 3)]], [(13, 15, H, 2)], off_weight=0.4),
}
PRIVATE_LIVES = {
    "office": 26,
    "overtime": 9,
    "school_run": 11,
    "shop_rota": 9,
    "salesroom": 4,
    "night_market": 2,
    "line_worker": 8,
    "nurse": 3,
    "rider": 4,
    "student": 14,
    "retired": 5,
    "host": 1,
    "tutor": 2,
    "trucker": 1,
    "farmer": 2,
    "boss": 3,
}
