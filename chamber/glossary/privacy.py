from chamber.privacy.register import classify

classify(
    "glossary.Term",
    none="id version slug word public_meaning private_meaning false_friend"
    " sort_en sort_nl sort_fr sort_uk",
)
