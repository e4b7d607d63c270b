SITEURL = "https://bahr.example"
