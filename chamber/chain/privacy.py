from chamber.privacy.register import classify

classify("chain.ChainLink", none="id from_step from_type from_id to_step to_type to_id created_at")
