"""The customs of one platform. A seed draws every dial once; honest life and abuse read the same dials.

A dial is (name, scale, low, high, meaning). Scales: `lin` uniform, `log` log-uniform, `int` whole numbers.
"""

import math
import random

DIALS = [
    # window and logins
    ("days", "int", 60, 120, "length of the window in days"),
    ("mean_logins", "lin", 28, 44, "logins of an ordinary account over the whole window, mean"),
    ("login_spread", "lin", 0.4, 1.0, "sigma of the log of an account's login rate"),
    ("on_run", "log", 1.5, 9, "mean length of a run of active days"),
    ("off_run", "log", 0.6, 5, "mean length of a run of silent days"),
    ("night_share", "lin", 0.04, 0.25, "share of people who live at night"),
    ("shift_share", "lin", 0.03, 0.25, "share of people with scattered hours (shift work)"),
    # phones
    ("two_phones", "lin", 0.04, 0.35, "share of people with a second phone"),
    ("upgrade", "lin", 0.04, 0.25, "share of people who change the phone inside the window"),
    ("resale_phone", "lin", 0.05, 0.5, "share of old phones that reappear at a stranger"),
    ("lend_people", "lin", 0.01, 0.25, "share of people who now and then use somebody else's phone"),
    ("lend_rate", "log", 0.01, 0.15, "share of such a person's logins on a lent phone"),
    ("family_tablet", "lin", 0.02, 0.2, "share of households with a tablet that all use"),
    ("device_reset", "lin", 0.0, 0.12, "share of phones whose device id changes by itself in the window"),
    ("cloud_phone", "lin", 0.002, 0.05, "share of honest people who use a cloud phone or an emulator too"),
    # networks
    ("home_wifi", "lin", 0.35, 0.8, "share of free-time logins on the home line"),
    ("home_lease", "log", 3, 90, "days until a home line gets a new address"),
    ("home_pool", "log", 0.4, 4, "addresses of home lines in a city, for each person there"),
    ("carrier_pool", "log", 0.5, 6, "addresses of mobile carriers in a city, for each thousand accounts"),
    ("geo_error", "log", 0.002, 0.06, "share of logins placed in a wrong city"),
    ("travel", "lin", 0.05, 0.4, "share of people with a journey in the window"),
    ("move", "lin", 0.005, 0.05, "share of people who move to another city in the window"),
    ("vpn", "lin", 0.005, 0.07, "share of people on commercial relays that strangers share"),
    ("public_places", "int", 2, 8, "public devices per 20,000 accounts"),
    ("public_crowd", "int", 100, 400, "accounts seen on one public device"),
    # people
    ("second_account", "lin", 0.08, 0.35, "share of people with a second account"),
    ("third_account", "lin", 0.05, 0.3, "share of those with a third one"),
    ("dormant", "lin", 0.01, 0.07, "share of accounts that return after a long silence"),
    ("relative_holder", "lin", 0.01, 0.08, "share of accounts verified on a relative's identity"),
    ("helper", "lin", 0.005, 0.05, "share of professional accounts with a helper in another city"),
    ("spouse_account", "lin", 0.005, 0.05, "share of accounts that a couple uses together"),
    ("number_change", "lin", 0.01, 0.08, "share of accounts with a new phone number in the window"),
    ("number_recycled", "lin", 0.05, 0.4, "share of dropped numbers that a stranger gets"),
    ("payout_change", "lin", 0.005, 0.06, "share of accounts with a new payout account in the window"),
    ("password_change", "lin", 0.02, 0.2, "share of accounts with a new password in the window"),
    ("hacked", "lin", 0.001, 0.01, "share of accounts that are broken into and won back"),
    ("gift", "lin", 0.001, 0.01, "share of accounts given to a friend or relative for good, unpaid"),
    ("professional", "lin", 0.08, 0.3, "share of people's accounts that are professional"),
    ("old_kos", "lin", 0.005, 0.05, "share of private accounts of kind kos from a job long ago"),
    ("payment_rate", "log", 0.3, 2.0, "private payments per person in the window"),
    ("payout_missing", "lin", 0.1, 0.55, "share of accounts without a payout account"),
    ("phone_missing", "lin", 0.0, 0.15, "share of accounts without a phone number in the export"),
    # companies
    ("company_share", "lin", 0.25, 0.45, "share of accounts that are enterprises or their KOS accounts"),
    ("firm_size", "log", 4, 9, "median number of KOS accounts of a company"),
    ("firm_tail", "lin", 0.5, 0.95, "sigma of the log of company size"),
    ("office", "lin", 0.3, 0.9, "share of companies with an office or shop network"),
    ("office_use", "lin", 0.2, 0.8, "share of working-hour logins on that network"),
    ("company_phone", "lin", 0.1, 0.7, "share of companies that hand out phones"),
    ("shop_tablet", "lin", 0.05, 0.5, "share of shops with a tablet for all shifts"),
    ("remote_firm", "lin", 0.05, 0.3, "share of companies whose sales people never meet"),
    ("central_desk", "lin", 0.05, 0.3, "share of companies whose headquarters post on staff accounts"),
    ("created_share", "lin", 0.15, 0.7, "share of KOS accounts that the company made and owns"),
    ("turnover", "lin", 0.05, 0.3, "share of staff who leave inside the window"),
    ("successor", "lin", 0.3, 0.9, "share of left company-owned accounts that get a successor"),
    ("employer_change", "lin", 0.1, 0.5, "share of leavers who take their account to another company"),
    ("seasonal", "lin", 0.02, 0.2, "share of companies with seasonal staff"),
    ("hash_missing", "lin", 0.05, 0.4, "share of bindings without a declared identity"),
    ("hash_wrong", "lin", 0.01, 0.1, "share of honest bindings where another identity was declared"),
    ("bulk_bind", "lin", 0.1, 0.6, "share of companies that bind all at once, in a few minutes"),
    ("wages", "lin", 0.05, 0.5, "share of companies that pay wages or commissions on the platform"),
    ("franchise", "lin", 0.05, 0.25, "share of companies in a franchise or group"),
    ("agency_share", "lin", 0.05, 0.25, "share of companies that an agency works for"),
    ("agency_approved", "lin", 0.2, 0.9, "share of agencies on the approved list"),
    ("group_move", "lin", 0.0, 0.15, "share of groups that move a team between their companies"),
    ("shared_space", "lin", 0.05, 0.35, "share of offices in a shared building with one network"),
    # leads, spend, notes
    ("lead_rate", "log", 1.5, 5, "leads per KOS account in the window"),
    ("lead_at_ent", "lin", 0.3, 0.85, "share of leads collected by the enterprise account"),
    ("hand_on", "lin", 0.03, 0.3, "share of assigned leads that are handed on again"),
    ("partner_share", "lin", 0.05, 0.5, "share of groups that share leads"),
    ("private_channel", "lin", 0.05, 0.5, "share of hand-overs by private message instead of the CRM"),
    ("export_channel", "lin", 0.01, 0.15, "share of hand-overs by export"),
    ("hand_delay", "log", 0.3, 40, "median hours until a lead is handed over"),
    ("multi_shop", "lin", 0.05, 0.3, "share of leads whose consumer asks another shop too"),
    ("referral", "lin", 0.01, 0.15, "share of companies that pass some leads to an unrelated one unpaid"),
    ("follow_up", "lin", 0.3, 0.9, "share of leads that are followed up"),
    ("advertiser", "lin", 0.1, 0.5, "share of companies with ad spend"),
    ("kos_spend", "lin", 0.05, 0.4, "share of KOS accounts of advertisers with spend of their own"),
    ("person_spend", "lin", 0.01, 0.08, "share of people's accounts with ad spend"),
    ("note_rate", "log", 0.6, 2.2, "notes per account in the window, mean"),
    ("copied_note", "lin", 0.03, 0.25, "share of notes that follow a text in vogue"),
    # abuse
    ("n_traded", "int", 110, 240, "traded accounts per 20,000"),
    ("n_rented", "int", 110, 240, "rented accounts per 20,000"),
    ("n_affiliated", "int", 130, 300, "affiliated accounts per 20,000"),
    ("n_resale", "int", 105, 190, "lead-selling accounts per 20,000"),
    ("ring_size", "log", 5, 14, "typical accounts of a ring"),
    ("farm_raise", "log", 8, 120, "days a farm raises an account before the sale"),
    ("farm_devices", "log", 2, 12, "accounts on one farm device where nobody hides"),
    ("lone_sale", "lin", 0.1, 0.4, "share of traded accounts sold by single people"),
    ("buyer_firm", "lin", 0.2, 0.8, "share of bought accounts that companies buy"),
    ("buyer_use", "log", 0.5, 3, "how much buyers use an account, against ordinary use"),
    ("change_on_sale", "lin", 0.25, 0.85, "share of sales after which phone or payout are changed"),
    ("paid_on_platform", "lin", 0.15, 0.75, "share of illicit deals with a payment that the export shows"),
    ("price", "log", 80, 1500, "median price of an account, CNY"),
    ("round_price", "lin", 0.2, 0.9, "share of round amounts, in wages as in illicit deals"),
    ("spend_after", "lin", 0.15, 0.7, "share of bought accounts with new ad spend"),
    ("ring_text", "lin", 0.15, 0.7, "share of rings that publish near-identical notes"),
    ("rent_holder", "log", 0.15, 1.2, "use by the holder of a rented account, against ordinary use"),
    ("rent_tenant", "log", 0.3, 2.0, "use by the tenant, against ordinary use"),
    ("rent_hours", "lin", 0.0, 1.0, "share of tenants who keep the holder's hours"),
    ("rent_weeks", "log", 2, 12, "length of a rental in weeks"),
    ("slot_fee", "log", 50, 900, "median fee of a binding slot, CNY"),
    ("slot_speed", "log", 0.02, 30, "days over which a company fills its sold slots"),
    ("slot_stay", "log", 15, 150, "days a bought slot is held"),
    ("slot_hash", "lin", 0.1, 0.7, "share of sold slots whose declared identity is not the holder's"),
    ("slot_mix", "lin", 0.1, 0.7, "share of slot sellers that have true staff as well"),
    ("sold_leads", "lin", 0.1, 0.6, "share of its leads that an insider sells"),
    ("lead_price", "log", 8, 150, "price of a lead, CNY"),
    ("lead_copies", "lin", 0.1, 0.7, "share of sold leads that a broker sells more than once"),
    ("skill", "lin", 0.5, 0.95, "share of abuse that really keeps to its camouflage"),
]


class Dials:
    """Attribute access to the drawn values; `rows()` for the truth folder."""

    def __init__(self, seed):
        rng = random.Random("dials-%d" % seed)
        self._rows = []
        for name, scale, low, high, meaning in DIALS:
            if scale == "int":
                value = rng.randint(low, high)
            elif scale == "log":
                value = math.exp(rng.uniform(math.log(low), math.log(high)))
            else:
                value = rng.uniform(low, high)
            value = value if scale == "int" else round(value, 4)
            setattr(self, name, value)
            self._rows.append((name, value, low, high, scale, meaning.replace(",", ";")))

    def rows(self):
        return self._rows
