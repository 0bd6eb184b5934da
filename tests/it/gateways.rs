//! What networks tell that nobody has to himself, or that somebody has all to himself.

use std::collections::BTreeMap;

use super::common::{Case, table};

/// Where a device of `x` is on a day of March; `None` if it is not used.
type Place<'a> = &'a dyn Fn(u32) -> Option<&'static str>;

/// Sixty people with a phone each that is at home and on one of three gateways of the town's carrier, half of them with
/// a tablet at home; somebody lives where `ip_block` is; and `x`, whose devices are where `phone` and `other` say, and
/// whom somebody pays every week. Bits of the findings about `x`, by abuse and code.
fn findings(phone: Place<'_>, other: Place<'_>) -> BTreeMap<(String, String), f64> {
    let mut accounts =
        String::from("account_id,account_kind,registered_at,region,holder_hash,payout_account\n");
    let mut logins = String::from("account_id,device_id,login_at,ip,region\n");
    let mut login = |account: &str, device: &str, day: u32, hour: u32, ip: &str| {
        logins += &format!("{account},{device},2025-03-{day:02} {hour}:{day:02}:00,{ip},Suzhou\n");
    };
    for n in 0..60u32 {
        let account = format!("u{n}");
        accounts += &format!("{account},personal,2023-{:02}-11 10:00:00,Suzhou,h{n},p{n}\n", 1 + n % 12);
        for day in 1..=31 {
            login(&account, &format!("phone{n}"), day, 20, &format!("ip_home{n}"));
            login(&account, &format!("phone{n}"), day, 8, &format!("ip_gate{}", (n + day) % 3));
        }
        for day in (1..=31).filter(|day| n % 2 == 0 && (day + n) % 4 < 2) {
            login(&account, &format!("tablet{n}"), day, 21, &format!("ip_home{n}"));
        }
    }
    accounts += "x,personal,2023-05-05 10:00:00,Suzhou,hx,px\n";
    for day in 1..=31 {
        login("u59", "phone59", day, 23, "ip_block");
        for (device, place) in [("phone_x", phone), ("other_x", other)] {
            if let Some(ip) = place(day) {
                login("x", device, day, 20, ip);
            }
        }
    }
    let mut payments = String::from("payment_id,payer,payee,amount_cny,paid_at\n");
    for day in [3, 10, 17, 24, 31] {
        payments += &format!("pay{day},p_tenant,px,200.00,2025-03-{day:02} 12:00:00\n");
    }
    let case = Case::empty();
    case.write("accounts.csv", &accounts);
    case.write("logins.csv", &logins);
    case.write("payments.csv", &payments);
    case.write("bindings.csv", "enterprise_id,account_id,bound_at\n");
    case.write("lead_transfers.csv", "lead_id,contact_hash,from_account,to_account,transferred_at\n");
    case.write(
        "account_changes.csv",
        "account_id,field,changed_at,old_value,new_value\nx,password,2025-03-16 09:00:00,,\n",
    );
    case.analyze(&[]).expect(0);
    let evidence = table(case.read("evidence.csv").as_bytes());
    let about = evidence.iter().filter(|row| row[6] == "x");
    about.map(|row| ((row[2].clone(), row[3].clone()), row[9].parse().unwrap())).collect()
}

/// What is said in an abuse of the codes of one group: the first that is there, and its bits.
fn one_of(
    found: &BTreeMap<(String, String), f64>,
    abuse: &str,
    codes: &[&'static str],
) -> (&'static str, f64) {
    let bits = |code: &str| found.get(&(abuse.to_owned(), code.to_owned())).copied();
    let said = codes.iter().find_map(|&code| Some((code, bits(code)?)));
    said.unwrap_or_else(|| panic!("none of {codes:?} in {found:?}"))
}

const PLACES: [&str; 4] = ["devices_together", "devices_on_gateway", "devices_hardly_alone", "devices_apart"];
const LINES: [&str; 2] = ["device_on_own_line", "devices_in_company"];
const KEPT: [&str; 3] = ["place_kept", "gateway_kept", "network_replaced"];

fn on(days: bool, ip: &'static str) -> Option<&'static str> {
    days.then_some(ip)
}

/// Fault: a second phone at a parent's home was as far from the first one as a tenant's behind a proxy, though both are on
/// the gateways of the town's carrier.
#[test]
fn two_phones_on_one_carrier_are_nearer_than_a_phone_and_a_proxy() {
    let phone = |day| on(day % 2 == 1, if day % 3 == 0 { "ip_gate0" } else { "ip_home_x" });
    let rented = |other: Place<'_>| one_of(&findings(&phone, other), "rented", &PLACES);
    let parent = rented(&|day| on(day % 2 == 0, if day % 3 == 0 { "ip_gate0" } else { "ip_block" }));
    let proxy = rented(&|day| on(day % 2 == 0, "ip_line"));
    assert_eq!((parent.0, proxy.0), ("devices_on_gateway", "devices_apart"));
    assert!(proxy.1 > parent.1 + 1.0, "{proxy:?} {parent:?}");
}

/// Fault: the same for a new phone: with another flat, but the old number, it looked like a buyer's.
#[test]
fn a_new_phone_with_the_old_number_keeps_the_carrier() {
    let old = |day| on(day <= 15, if day % 3 == 0 { "ip_gate0" } else { "ip_home_x" });
    let sold = |new: Place<'_>| one_of(&findings(&old, new), "traded", &KEPT);
    let moved = sold(&|day| on(day > 15, if day % 3 == 0 { "ip_gate0" } else { "ip_block" }));
    let buyer = sold(&|day| on(day > 15, "ip_line"));
    assert_eq!((moved.0, buyer.0), ("gateway_kept", "network_replaced"));
    assert!(buyer.1 > moved.1 + 1.0, "{buyer:?} {moved:?}");
}

/// Fault: phone and tablet that are used on the same evenings at home looked like two operators, since networks are known
/// by the day and no day was left on which the tablet could have shown to be at home.
#[test]
fn devices_of_the_same_evenings_may_share_the_home() {
    let phone = |_| Some("ip_home_x");
    let rented = |other: Place<'_>| one_of(&findings(&phone, other), "rented", &PLACES);
    let evening = |day| day % 4 == 0;
    assert_eq!(rented(&|day| on(evening(day), "ip_home_x")).0, "devices_hardly_alone");
    // Who is on a line of their own on each of these evenings brings it along.
    assert_eq!(rented(&|day| on(evening(day), "ip_line")).0, "devices_apart");
}

/// Fault: a tenant on a line that nobody else is on ranked like a relative who lives with neighbours.
#[test]
fn a_line_of_its_own_is_told_from_a_home_among_others() {
    let phone = |day| on(day % 2 == 1, if day % 3 == 0 { "ip_gate0" } else { "ip_home_x" });
    let rented = |other: Place<'_>| one_of(&findings(&phone, other), "rented", &LINES);
    let (line, home) =
        (rented(&|day| on(day % 2 == 0, "ip_line")), rented(&|day| on(day % 2 == 0, "ip_block")));
    assert_eq!((line.0, home.0), ("device_on_own_line", "devices_in_company"));
    assert!(line.1 > 0.0 && home.1 < 0.0, "{line:?} {home:?}");
}

/// Fault: a buyer on a line that was got for the account ranked like somebody who moved in with others.
#[test]
fn a_buyers_line_is_told_from_a_new_home_among_others() {
    let old = |day| on(day <= 15, if day % 3 == 0 { "ip_gate0" } else { "ip_home_x" });
    let sold = |new: Place<'_>| one_of(&findings(&old, new), "traded", &["line_of_its_own", "in_company"]);
    let (line, home) = (sold(&|day| on(day > 15, "ip_line")), sold(&|day| on(day > 15, "ip_block")));
    assert_eq!((line.0, home.0), ("line_of_its_own", "in_company"));
    assert!(line.1 > 0.0 && home.1 < 0.0, "{line:?} {home:?}");
}
