from chamber.privacy.register import classify

classify("seats.Pool", none="id label capacity offer_hours created_at")
classify(
    "seats.Seat",
    identity="holder",
    none="id pool places state waiting_since offered_until created_at",
)
