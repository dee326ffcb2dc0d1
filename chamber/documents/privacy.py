from chamber.privacy.register import classify

classify(
    "documents.Document",
    identity="subject title file",
    none="id kind language version visibility content_hash pages bytes job created_at printed_at",
)
